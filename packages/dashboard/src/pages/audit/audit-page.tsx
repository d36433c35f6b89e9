import type { AuditAction } from '@grabber/contract';
import { Button, Skeleton } from '@mantine/core';
import { IconDownload, IconListDetails } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { addressOf, call, keyOf } from '../../api/index.ts';
import { EmptyState, ErrorNotice, Forbidden, Page, Pager, RequireScope, Rows, usePaged } from '../../shared/index.ts';
import { AuditFilter } from './audit-filter.tsx';
import { useAuditTexts } from './texts.ts';
import { useAuditColumns } from './use-audit-columns.tsx';

const route = getRouteApi('/shell/audit');

/** Who did what to which account. */
export function AuditPage() {
  const t = useAuditTexts();
  return (
    <RequireScope
      scope="audit:read"
      otherwise={
        <Page title={t('title')}>
          <Forbidden />
        </Page>
      }
    >
      <Log />
    </RequireScope>
  );
}

function Log() {
  const t = useAuditTexts();
  const columns = useAuditColumns();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = { ...filter, action: filter.action as AuditAction | undefined, total: true };
  const list = usePaged(keyOf('GET /api/audit', { query }), async (cursor, signal) => {
    return (await call('GET /api/audit', { query: { ...query, ...cursor }, signal })).data;
  });
  const entries = list.pages.flatMap((page) => page.entries);
  const isEmpty = list.isLoaded && entries.length === 0;
  return (
    <Page title={t('title')} hint={t('hint')} actions={<Download filter={filter} />}>
      <AuditFilter filter={filter} onChange={(search) => void navigate({ search })} />
      <ErrorNotice error={list.error} onRetry={list.retry} />
      {!list.isLoaded && !list.error && <Skeleton height={240} />}
      {isEmpty && <EmptyState icon={IconListDetails} title={t('none')} why={t('none_why')} />}
      {entries.length > 0 && <Rows label={t('title')} columns={columns} rows={entries} keyOf={({ id }) => id} />}
      <Pager shown={entries.length} total={list.total} {...list.pager} />
    </Page>
  );
}

function Download({ filter }: { filter: Record<string, string | undefined> }) {
  const t = useAuditTexts();
  return (
    <Button
      component="a"
      href={addressOf('/api/audit/export', { query: { format: 'csv', ...filter } })}
      download
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t('csv')}
    </Button>
  );
}
