import { Button, TextInput } from '@mantine/core';
import { IconDownload, IconListDetails } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, keyOf, read, useCan } from '../../api/index.ts';
import {
  DateTime,
  EmptyState,
  ErrorNotice,
  Forbidden,
  Page,
  Pager,
  RequireScope,
  type RowColumn,
  Rows,
  usePaged,
} from '../../shared/index.ts';
import { useAuditTexts } from './texts.ts';

type Entry = Awaited<ReturnType<typeof call<'GET /api/audit'>>>['data']['entries'][number];

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
  const columns = useColumns();
  const [filter, setFilter] = useState('');
  const query = { total: true };
  const list = usePaged(keyOf('GET /api/audit', { query }), async (cursor, signal) => {
    return (await call('GET /api/audit', { query: { ...query, ...cursor }, signal })).data;
  });
  const all = list.pages.flatMap(({ entries }) => entries);
  const entries = all.filter(({ action }) => action.includes(filter.trim().toLowerCase().replaceAll(' ', '_')));
  return (
    <Page
      title={t('title')}
      hint={t('hint')}
      actions={
        <Button
          component="a"
          href="/api/audit/export?format=csv"
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('csv')}
        </Button>
      }
    >
      <TextInput
        aria-label={t('action')}
        placeholder={t('all_actions')}
        maw={320}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      <ErrorNotice error={list.error} onRetry={list.retry} />
      {list.isLoaded && entries.length === 0 ? (
        <EmptyState icon={IconListDetails} title={t('none')} why={t('none_why')} />
      ) : (
        <Rows label={t('title')} columns={columns} rows={entries} keyOf={({ id }) => id} />
      )}
      <Pager shown={all.length} total={list.total} {...list.pager} />
    </Page>
  );
}

function useColumns(): RowColumn<Entry>[] {
  const t = useAuditTexts();
  const can = useCan();
  const people = useQuery({ ...read('GET /api/people'), enabled: can('admin') });
  const sessions = useQuery({ ...read('GET /api/sessions'), enabled: can('sessions:read') });
  const personName = (id: number | null) => people.data?.data.people.find((one) => one.id === id)?.name;
  const sessionName = (id: string | null) =>
    sessions.data?.sessions.find(({ session_id }) => session_id === id)?.name ?? id ?? '–';
  return [
    { key: 'action', header: t('action'), main: true, cell: ({ action }) => <b>{action.replaceAll('_', ' ')}</b> },
    { key: 'at', header: t('at'), cell: ({ at }) => <DateTime at={at} /> },
    {
      key: 'who',
      header: t('who'),
      cell: ({ actor_kind, actor_id }) =>
        (actor_kind === 'person' && personName(actor_id)) ||
        `${t(actor_kind)}${actor_id === null ? '' : ` #${actor_id}`}`,
    },
    { key: 'session', header: t('session'), cell: ({ session_id }) => sessionName(session_id) },
    { key: 'address', header: t('address'), cell: ({ address }) => address ?? '–' },
  ];
}
