import { Code, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/index.ts';
import { DateTime, ErrorNotice, Section } from '../../shared/index.ts';
import { usePrivacyTexts } from './texts.ts';

/** What was erased, and when. */
export function Receipts() {
  const t = usePrivacyTexts();
  const list = useQuery(read('GET /api/erasures', { query: { limit: 50 } }));
  const rows = list.data?.data.erasures ?? [];
  return (
    <Section title={t('receipts')} hint={t('receipts_hint')}>
      <ErrorNotice error={list.error} onRetry={list.refetch} />
      {list.isPending && <Loader size="sm" />}
      {list.data && rows.length === 0 && <Text c="dimmed">{t('no_receipts')}</Text>}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {rows.map(({ id, created_at, counts, identifier_hash, backups }) => (
          <li key={id}>
            <Text fw={600}>
              {t('receipt', { id })} · <DateTime at={created_at} />
            </Text>
            <Text size="sm">{t('rows', { count: Object.values(counts).reduce((sum, count) => sum + count, 0) })}</Text>
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {t('digest')}: <Code>{identifier_hash}</Code>
            </Text>
            {backups.length > 0 && (
              <Text size="sm">
                {t('in_backups')} {backups.join(', ')}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </Section>
  );
}
