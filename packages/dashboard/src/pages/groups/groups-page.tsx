import type { GroupListItem } from '@grabber/contract';
import { Anchor, Badge, Button, Checkbox, Group, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsJoin2, IconSearchOff, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call, read } from '../../api/index.ts';
import {
  ButtonLink,
  DateTime,
  EmptyState,
  ErrorNotice,
  Num,
  Page,
  Pager,
  type RowColumn,
  Rows,
  SearchInput,
  usePaged,
} from '../../shared/index.ts';
import { type GroupSort, type GroupsSearch, offeredSorts } from './groups-search.ts';
import { useGroupTexts } from './texts.ts';

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
  const columns = useColumns(chosen, (id) =>
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

function useColumns(chosen: number[], toggle: (id: number) => void): RowColumn<GroupListItem>[] {
  const t = useGroupTexts();
  return [
    {
      key: 'name',
      header: t('name'),
      main: true,
      cell: (group) => (
        <Group gap="sm" wrap="nowrap">
          <Checkbox
            aria-label={t('choose', { name: group.name ?? t('no_name') })}
            checked={chosen.includes(group.id)}
            onChange={() => toggle(group.id)}
          />
          <div style={{ minWidth: 0 }}>
            <Anchor component={Link} to={`/groups/${group.id}`} fz="sm" fw={600}>
              {group.name ?? t('no_name')}
            </Anchor>
            {group.description && (
              <Text size="xs" c="dimmed" lineClamp={1}>
                {group.description}
              </Text>
            )}
          </div>
        </Group>
      ),
    },
    { key: 'account', header: t('account'), cell: ({ session_name }) => session_name },
    {
      key: 'members',
      header: t('members'),
      numeric: true,
      cell: ({ participants_count, members_present }) => <Num value={participants_count ?? members_present} />,
    },
    {
      key: 'state',
      header: '',
      cell: ({ is_admin, status }) => (
        <Group gap={4}>
          {is_admin && (
            <Badge variant="light" tt="none">
              {t('admin')}
            </Badge>
          )}
          {status !== 'active' && (
            <Badge variant="light" color="gray" tt="none">
              {t('gone')}
            </Badge>
          )}
        </Group>
      ),
    },
    {
      key: 'updated',
      minor: true,
      header: t('updated'),
      cell: ({ updated_at }) => <DateTime at={updated_at} dateOnly />,
    },
  ];
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

/** One account or all; not shown where there is only one. */
function AccountSelect({ value, onChange }: { value: string | undefined; onChange: (id: string | undefined) => void }) {
  const t = useGroupTexts();
  const sessions = useQuery(read('GET /api/sessions')).data?.sessions ?? [];
  if (sessions.length < 2) return null;
  return (
    <NativeSelect
      aria-label={t('account')}
      value={value ?? ''}
      data={[
        { value: '', label: t('all_accounts') },
        ...sessions.map(({ session_id, name }) => ({ value: session_id, label: name })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
