import { Button, Group, NativeSelect, Skeleton, Stack } from '@mantine/core';
import { IconArrowsJoin2, IconSearchOff, IconUsersGroup } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/index.ts';
import {
  AccountSelect,
  ButtonLink,
  EmptyState,
  ErrorNotice,
  Page,
  Pager,
  Rows,
  SearchInput,
  usePaged,
} from '../../shared/index.ts';
import { type GroupSort, type GroupsSearch, offeredSorts } from './groups-search.ts';
import { useGroupTexts } from './texts.ts';
import { useGroupColumns } from './use-group-columns.tsx';

const route = getRouteApi('/shell/groups');

/** The groups of all accounts. */
export function GroupsPage() {
  const t = useGroupTexts();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<number[]>([]);
  const { q, session_id, sort = 'name' } = search;
  const query = { ...(q && { q }), ...(session_id && { session_id }), sort, limit: 100, total: true };
  const list = usePaged(['GET /api/groups', query], async (cursor, signal) => {
    return (await call('GET /api/groups', { query: { ...query, ...cursor }, signal })).data;
  });
  const groups = list.pages.flatMap((page) => page.groups);
  const narrowed = Boolean(q || session_id);
  const columns = useGroupColumns(chosen, (id) =>
    setChosen((old) => (old.includes(id) ? old.filter((one) => one !== id) : [...old, id].slice(-20))),
  );
  const go = (next: Partial<Record<keyof GroupsSearch, string | undefined>>, replace = false) =>
    void navigate({ search: (old: GroupsSearch) => ({ ...old, ...next }) as GroupsSearch, replace });

  return (
    <Page
      title={t('title')}
      hint={<span role="status">{list.total !== undefined && t('count', { count: list.total })}</span>}
      actions={
        <ButtonLink
          to="/groups/overlap"
          search={chosen.length > 0 ? { ids: chosen } : {}}
          variant={chosen.length > 1 ? 'filled' : 'default'}
          leftSection={<IconArrowsJoin2 size={16} aria-hidden />}
        >
          {chosen.length > 0 ? t('compare_count', { count: chosen.length }) : t('compare')}
        </ButtonLink>
      }
    >
      <Group gap="xs">
        <SearchInput
          label={t('search')}
          hint={t('search_hint')}
          value={q ?? ''}
          onChange={(typed) => go({ q: typed || undefined }, true)}
          pending={list.isOld}
        />
        <AccountSelect value={session_id} onChange={(id) => go({ session_id: id })} />
        <NativeSelect
          aria-label={t('sort')}
          value={sort}
          data={offeredSorts.map((value) => ({ value, label: sortWords(value, t) }))}
          onChange={(event) => {
            const value = offeredSorts.find((one) => one === event.currentTarget.value);
            go({ sort: value === 'name' ? undefined : value });
          }}
        />
      </Group>
      <ErrorNotice error={list.error} onRetry={list.retry} />
      {!list.isLoaded && !list.error && <Skeleton height={280} />}
      {list.isLoaded && groups.length === 0 && (
        <Nothing narrowed={narrowed} onClear={() => void navigate({ search: {} })} />
      )}
      {groups.length > 0 && (
        <Stack gap="xs">
          <Rows label={t('title')} rows={groups} keyOf={({ id }) => id} columns={columns} />
          <Pager shown={groups.length} total={list.total} {...list.pager} />
        </Stack>
      )}
    </Page>
  );
}

function sortWords(sort: GroupSort, t: ReturnType<typeof useGroupTexts>): string {
  if (sort === '-participants') return t('sort_participants');
  if (sort === '-updated') return t('sort_updated');
  return t(sort === 'name' ? 'sort_name' : 'sort_first');
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const t = useGroupTexts();
  if (narrowed) {
    return (
      <EmptyState
        icon={IconSearchOff}
        title={t('no_match')}
        why={t('no_match_why')}
        action={<Button onClick={onClear}>{t('clear')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={IconUsersGroup}
      title={t('empty')}
      why={t('empty_why')}
      action={
        <Button component={Link} to="/accounts">
          {t('empty_action')}
        </Button>
      }
    />
  );
}
