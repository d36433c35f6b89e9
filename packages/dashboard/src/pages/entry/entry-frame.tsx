import { Center, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { SimulatorBanner } from '../../app/bars.tsx';
import { LanguageSwitch, ThemeSwitch } from '../../app/switches.tsx';

/** The frame of the pages before the sign-in. */
export function EntryFrame({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  useDocumentTitle(`${title} · Contact Grabber`);
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w="100%" maw={420} gap="md">
        <SimulatorBanner />
        <Paper withBorder p="xl" radius="lg" shadow="sm">
          <Stack>
            <Group gap="sm" wrap="nowrap">
              <img src="/icon.svg" width={40} height={40} alt="" />
              <div>
                <Title order={1} size="h3">
                  {title}
                </Title>
                <Text size="xs" c="dimmed">
                  WhatsApp Contact Grabber
                </Text>
              </div>
            </Group>
            <Text c="dimmed">{hint}</Text>
            {children}
          </Stack>
        </Paper>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          <LanguageSwitch />
          <ThemeSwitch />
        </SimpleGrid>
      </Stack>
    </Center>
  );
}
