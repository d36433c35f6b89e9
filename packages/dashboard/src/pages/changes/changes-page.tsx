import type { Change } from '@grabber/contract';
import { Group, Loader, NativeSelect, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { call, keyOf, read, useMe } from '../../api/index.ts';
import { language } from '../../i18n/index.ts';
import {
  AccountSelect,
  Ago,
  EmptyState,
  ErrorNotice,
  Page,
  Pager,
  type RowColumn,
  Rows,
  usePaged,
} from '../../shared/index.ts';
import { changeDetails, changeSubject, changeTitle, sourceWords } from './change-words.ts';
import { type ChangesSearch, entities, kinds } from './search.ts';
import { useChangeTexts } from './texts.ts';

const route = getRouteApi('/shell/changes');

/** What changed, newest first, in all accounts; the filter stands in the address. */
export function ChangesPage() {
  const t = useChangeTexts();
  const search = route.useSearch();
  const sessions = useQuery(read('GET /api/sessions')).data?.sessions ?? [];
  const list = usePaged(keyOf('GET /api/changes/latest', { query: search }), async (cursor, signal) => {
    return (await call('GET /api/changes/latest', { query: { ...search, limit: 50, ...cursor }, signal })).data;
  });
  const rows = list.pages.flatMap(({ changes }) => changes);
  const columns = useColumns(sessions);
  const filtered = Object.values(search).some(Boolean);
  return (
    <Page title={t('title')} hint={t('hint')} actions={<Filters />}>
      <ErrorNotice error={list.error} onRetry={list.retry} />
      {!list.isLoaded && !list.error && <Loader />}
      {list.isLoaded && rows.length === 0 && (
        <EmptyState
          icon={IconHistory}
          title={t(filtered ? 'no_match' : 'empty')}
          why={t(filtered ? 'no_match_why' : 'empty_why')}
        />
      )}
      {rows.length > 0 && <Rows label={t('title')} columns={columns} rows={rows} keyOf={({ seq }) => seq} />}
      {rows.length > 0 && <Pager shown={rows.length} {...list.pager} />}
    </Page>
  );
}

type Sessions = { session_id: string; name: string }[];

function Filters() {
  const t = useChangeTexts();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (change: ChangesSearch) => void navigate({ search: { ...search, ...change } });
  return (
    <Group gap="xs">
      <AccountSelect value={search.session_id} onChange={(session_id) => choose({ session_id })} />
      <NativeSelect
        aria-label={t('entity')}
        value={search.entity ?? ''}
        onChange={(event) => choose({ entity: entities.find((one) => one === event.currentTarget.value) })}
        data={[{ value: '', label: t('all_entities') }, ...entities.map((value) => ({ value, label: t(value) }))]}
      />
      <NativeSelect
        aria-label={t('kind')}
        value={search.kind ?? ''}
        onChange={(event) => choose({ kind: kinds.find((one) => one === event.currentTarget.value) })}
        data={[{ value: '', label: t('all_kinds') }, ...kinds.map((value) => ({ value, label: t(value) }))]}
      />
    </Group>
  );
}

function useColumns(sessions: Sessions): RowColumn<Change>[] {
  const t = useChangeTexts();
  const me = useMe()?.id ?? undefined;
  const accounts = new Map(sessions.map(({ session_id, name }) => [session_id, name]));
  return [
    {
      key: 'what',
      header: t('what'),
      main: true,
      cell: (change) => (
        <Stack gap={2}>
          <Text size="sm" fw={600}>
            {changeSubject(change, t)}
          </Text>
          <Text size="sm">{changeTitle(change, t)}</Text>
          {changeDetails(change, t, language()).map((line) => (
            <Text size="sm" c="dimmed" key={line} style={{ overflowWrap: 'anywhere' }}>
              {line}
            </Text>
          ))}
        </Stack>
      ),
    },
    { key: 'entity', minor: true, header: t('entity'), cell: ({ entity }) => t(entity) },
    { key: 'account', header: t('account'), cell: ({ session_id }) => accounts.get(session_id) ?? session_id },
    { key: 'source', minor: true, header: t('source'), cell: ({ source }) => sourceWords(source, t, me) },
    { key: 'when', header: t('when'), cell: ({ at }) => <Ago at={at} /> },
  ];
}
