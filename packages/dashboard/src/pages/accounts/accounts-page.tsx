import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBrandWhatsapp, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { read, useCan } from '../../api/index.ts';
import { Ago, EmptyState, ErrorNotice, Page } from '../../shared/index.ts';
import { SessionChip } from './session-state.tsx';
import { useStateTexts } from './state-texts.ts';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';

const AddAccount = lazy(async () => ({ default: (await import('./adding/add-account.tsx')).AddAccount }));

/** All accounts, and the way to a new one. */
export function AccountsPage() {
  const t = useAccountTexts();
  const can = useCan();
  const [adding, add] = useDisclosure();
  const { data, error, refetch } = useQuery(read('GET /api/sessions'));
  const mayAdd = can('sessions:create') || can('sessions:write');
  const button = mayAdd && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} hint={t('hint')} actions={data && data.sessions.length > 0 && button}>
      <ErrorNotice error={error} onRetry={refetch} />
      {data?.sessions.length === 0 && (
        <EmptyState icon={IconBrandWhatsapp} title={t('none')} why={t('none_why')} action={button} />
      )}
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {data?.sessions.map((session) => (
          <AccountCard key={session.session_id} session={session} />
        ))}
      </SimpleGrid>
      <Suspense>{adding && <AddAccount onClose={add.close} />}</Suspense>
    </Page>
  );
}

function AccountCard({ session }: { session: Session }) {
  const t = useAccountTexts();
  const state = useStateTexts();
  return (
    <Paper withBorder p="md" component="article">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="start">
          <Title order={2} size="h4" lineClamp={2}>
            <Anchor component={Link} to={`/accounts/${session.session_id}`} c="inherit">
              {session.name}
            </Anchor>
          </Title>
          <SessionChip session={session} />
        </Group>
        <Text size="sm">{session.phone_number ? `+${session.phone_number}` : '–'}</Text>
        {session.status_reason && (
          <Text size="sm" c="dimmed">
            {state(`reason_${session.status_reason}`)}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {t('last_seen')}: <Ago at={session.last_activity} />
        </Text>
      </Stack>
    </Paper>
  );
}
