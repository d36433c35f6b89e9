import type { GroupMember } from '@grabber/contract';
import { Badge, Group, NativeSelect, SegmentedControl, Skeleton, Stack, UnstyledButton } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { call } from '../../api/index.ts';
import {
  DateTime,
  EmptyState,
  ErrorNotice,
  Pager,
  type RowColumn,
  Rows,
  SearchInput,
  usePaged,
} from '../../shared/index.ts';
import { NameCell, PhoneCell, TagsCell } from '../contacts/columns.tsx';
import { useContactsTexts } from '../contacts/texts.ts';
import { useGroupTexts } from './texts.ts';

const ContactDrawer = lazy(async () => ({
  default: (await import('../contacts/drawer/contact-drawer.tsx')).ContactDrawer,
}));
const roles = ['member', 'admin', 'superadmin'] as const;
const states = ['present', 'left', 'all'] as const;

/** Members of a group, those of now or of before. */
export function Members({ id }: { id: number }) {
  const t = useGroupTexts();
  const [q, setQ] = useState('');
  const [state, setState] = useState<(typeof states)[number]>('present');
  const [role, setRole] = useState<(typeof roles)[number] | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const params = { id };
  const query = { state, ...(role && { role }), ...(q && { q }), limit: 100, total: true };
  const list = usePaged(['GET /api/groups/{id}/members', { params, query }], async (cursor, signal) => {
    return (await call('GET /api/groups/{id}/members', { params, query: { ...query, ...cursor }, signal })).data;
  });
  const members = list.pages.flatMap((page) => page.members);
  const columns = useColumns(setOpened, state !== 'present');

  return (
    <Stack gap="sm">
      <Group gap="xs">
        <SearchInput
          label={t('search_member')}
          hint={t('search_member_hint')}
          value={q}
          onChange={setQ}
          pending={list.isOld}
        />
        <SegmentedControl
          aria-label={t('state')}
          value={state}
          onChange={(value) => setState(value as typeof state)}
          data={[
            { value: 'present', label: t('present') },
            { value: 'left', label: t('left') },
            { value: 'all', label: t('everyone') },
          ]}
        />
        <NativeSelect
          aria-label={t('role')}
          value={role ?? ''}
          onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? null)}
          data={[{ value: '', label: t('any_role') }, ...roles.map((value) => ({ value, label: t(`role_${value}`) }))]}
        />
      </Group>
      <ErrorNotice error={list.error} onRetry={list.retry} />
      {!list.isLoaded && !list.error && <Skeleton height={240} />}
      {list.isLoaded && members.length === 0 && (
        <EmptyState icon={IconUsersGroup} title={t('no_members')} why={t('no_members_why')} />
      )}
      {members.length > 0 && (
        <Rows
          label={t('members')}
          columns={columns}
          rows={members}
          keyOf={({ contact, joined_at }) => `${contact.id}-${joined_at}`}
        />
      )}
      <Pager shown={members.length} total={list.total} {...list.pager} />
      <Suspense>
        {opened !== null && <ContactDrawer id={opened} edit={false} onClose={() => setOpened(null)} />}
      </Suspense>
    </Stack>
  );
}

function useColumns(onOpen: (id: number) => void, withLeft: boolean): RowColumn<GroupMember>[] {
  const t = useGroupTexts();
  const say = useContactsTexts();
  return [
    {
      key: 'name',
      header: t('name'),
      main: true,
      cell: ({ contact }) => (
        <UnstyledButton fz="sm" onClick={() => onOpen(contact.id)}>
          <NameCell contact={contact} t={say} />
        </UnstyledButton>
      ),
    },
    { key: 'phone', header: t('phone'), cell: ({ contact }) => <PhoneCell contact={contact} t={say} /> },
    {
      key: 'role',
      header: t('role'),
      cell: ({ role }) => (
        <Badge variant="light" color={role === 'member' ? 'gray' : 'brand'} tt="none">
          {t(`role_${role}`)}
        </Badge>
      ),
    },
    { key: 'tags', minor: true, header: say('col_tags'), cell: ({ contact }) => <TagsCell tags={contact.tags} /> },
    { key: 'joined', header: t('joined'), cell: ({ joined_at }) => <DateTime at={joined_at} dateOnly /> },
    ...(withLeft
      ? [
          {
            key: 'left',
            header: t('left_at'),
            cell: ({ left_at }: GroupMember) => (left_at ? <DateTime at={left_at} dateOnly /> : '–'),
          },
        ]
      : []),
  ];
}
