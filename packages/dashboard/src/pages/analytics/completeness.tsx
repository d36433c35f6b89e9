import type { AnswerOf } from '@grabber/contract';
import { Paper, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Ago, Num, useNumberText } from '../../shared/index.ts';
import { useAnalyticsTexts } from './texts.ts';

type Overview = AnswerOf<'GET /api/analytics/overview'>['data'];
export type Figures = Overview['sessions'][number] | Overview['all'];

/** How much is known about the people who are saved. */
export function Completeness({ figures }: { figures: Figures }) {
  const t = useAnalyticsTexts();
  const number = useNumberText();
  const share = (part: number) => (figures.contacts === 0 ? 0 : part / figures.contacts);
  const shareText = (part: number) => t('share', { share: number(share(part), { style: 'percent' }) });
  const parts = ['with_phone', 'lid_only', 'with_name', 'without_name', 'in_address_book', 'with_chat'] as const;
  return (
    <Stack gap="md" component="section" aria-label={t('completeness')}>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        {'people' in figures && <Figure label={t('people')} value={figures.people} hint={t('people_hint')} />}
        <Figure label={t('contacts')} value={figures.contacts} />
        <Figure label={t('groups')} value={figures.groups} />
        <Figure label={t('last_full_grab')} value={<Ago at={figures.last_full_grab_at} />} />
      </SimpleGrid>
      <Paper withBorder p="md">
        <Title order={2} size="h4" mb="sm">
          {t('completeness')}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg">
          {parts.map((part) => (
            <div key={part}>
              <Text size="sm" fw={600}>
                {t(part)}: <Num value={figures[part]} />
              </Text>
              <Progress value={share(figures[part]) * 100} aria-label={t(part)} my={6} />
              <Text size="xs" c="dimmed">
                {shareText(figures[part])}
              </Text>
            </div>
          ))}
        </SimpleGrid>
      </Paper>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure label={t('members')} value={figures.members} />
        <Figure label={t('business')} value={figures.business} />
        <Figure label={t('opted_out')} value={figures.opted_out} />
        <Figure label={t('removed')} value={figures.removed} />
      </SimpleGrid>
    </Stack>
  );
}

function Figure({ label, value, hint }: { label: string; value: number | ReactNode; hint?: string }) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={typeof value === 'number' ? 24 : 16} fw={650} lh={1.5}>
        {typeof value === 'number' ? <Num value={value} /> : value}
      </Text>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Paper>
  );
}
