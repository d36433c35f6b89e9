import type { AnalyticsFigures } from '@grabber/contract';
import { Paper, SimpleGrid, Text } from '@mantine/core';
import { Num, useNumberText } from '../../shared/index.ts';
import { useHomeTexts } from './texts.ts';

/** How much there is over all accounts. */
export function Totals({ figures }: { figures: AnalyticsFigures }) {
  const t = useHomeTexts();
  const number = useNumberText();
  const share = (part: number) =>
    number(figures.contacts === 0 ? 0 : part / figures.contacts, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }}>
      <Figure label={t('contacts')} value={figures.contacts} />
      <Figure label={t('groups')} value={figures.groups} />
      <Figure label={t('members')} value={figures.memberships} />
      <Paper withBorder p="md">
        <Text size="sm" c="dimmed">
          {t('completeness')}
        </Text>
        <Text size="sm" mt={4}>
          <b className="numbers">{share(figures.with_phone)}</b> {t('with_phone')}
        </Text>
        <Text size="sm">
          <b className="numbers">{share(figures.with_name)}</b> {t('with_name')}
        </Text>
      </Paper>
    </SimpleGrid>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={28} fw={650} lh={1.3}>
        <Num value={value} />
      </Text>
    </Paper>
  );
}
