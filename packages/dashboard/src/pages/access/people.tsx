import type { Person, Role } from '@grabber/contract';
import { Button, Group, NativeSelect, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { call, keyOf, useChange } from '../../api/index.ts';
import {
  Ago,
  ConfirmDestructive,
  ErrorNotice,
  onDemand,
  Pager,
  type RowColumn,
  Rows,
  StatusChip,
  sayDone,
  usePaged,
  useSayFailed,
} from '../../shared/index.ts';
import { useAccessTexts } from './texts.ts';

const Invite = onDemand(async () => (await import('./invite.tsx')).Invite);

const roles: Role[] = ['owner', 'operator', 'viewer'];

export function People() {
  const t = useAccessTexts();
  const query = { total: true };
  const list = usePaged(keyOf('GET /api/people', { query }), async (cursor, signal) => {
    return (await call('GET /api/people', { query: { ...query, ...cursor }, signal })).data;
  });
  const people = list.pages.flatMap((page) => page.people);
  const [inviting, invite] = useDisclosure();
  const [leaving, setLeaving] = useState<Person>();
  const sayFailed = useSayFailed();
  const change = useChange('PATCH /api/people/{id}', { refreshes: ['GET /api/people'] });
  const patch = (id: number, body: { role?: Role; disabled?: boolean }) =>
    change.mutate({ params: { id }, body }, { onError: sayFailed });
  const columns: RowColumn<Person>[] = [
    {
      key: 'name',
      header: t('name'),
      main: true,
      cell: ({ name, username, disabled_at }) => (
        <Group gap="xs">
          <b>{name}</b>
          <Text size="sm" c="dimmed">
            {username}
          </Text>
          {disabled_at && <StatusChip color="gray" label={t('disabled')} />}
        </Group>
      ),
    },
    {
      key: 'role',
      header: t('role'),
      cell: ({ id, name, role }) => (
        <NativeSelect
          size="xs"
          aria-label={`${t('role')}: ${name}`}
          value={role}
          onChange={(event) => patch(id, { role: event.currentTarget.value as Role })}
          data={roles.map((value) => ({ value, label: t(`role_${value}`) }))}
        />
      ),
    },
    { key: 'seen', header: t('last_seen'), cell: ({ last_signed_in_at }) => <Ago at={last_signed_in_at} /> },
    {
      key: 'actions',
      header: '',
      cell: (person) => (
        <Group gap={6} wrap="nowrap">
          <Button
            size="xs"
            variant="default"
            onClick={() => patch(person.id, { disabled: person.disabled_at === null })}
            aria-label={`${t(person.disabled_at ? 'enable' : 'disable')}: ${person.name}`}
          >
            {t(person.disabled_at ? 'enable' : 'disable')}
          </Button>
          <Button
            size="xs"
            variant="light"
            color="red"
            onClick={() => setLeaving(person)}
            aria-label={`${t('remove')}: ${person.name}`}
          >
            {t('remove')}
          </Button>
        </Group>
      ),
    },
  ];
  return (
    <section aria-labelledby="people">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="people">
          {t('people')}
        </Title>
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={invite.open}>
          {t('invite')}
        </Button>
      </Group>
      <ErrorNotice error={list.error} onRetry={list.retry} />
      {people.length > 0 && <Rows label={t('people')} columns={columns} rows={people} keyOf={({ id }) => id} />}
      <Pager shown={people.length} total={list.total} {...list.pager} />
      <Invite opened={inviting} onClose={invite.close} />
      <RemovePerson person={leaving} onClose={() => setLeaving(undefined)} />
    </section>
  );
}

function RemovePerson({ person, onClose }: { person: Person | undefined; onClose: () => void }) {
  const t = useAccessTexts();
  const remove = useChange('DELETE /api/people/{id}', {
    refreshes: ['GET /api/people'],
    onDone: ({ message }) => {
      sayDone(message);
      onClose();
    },
  });
  return (
    <ConfirmDestructive
      opened={person !== undefined}
      onClose={onClose}
      title={t('remove_title')}
      action={t('remove')}
      {...(person && { typeName: person.username })}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => person && remove.mutate({ params: { id: person.id } })}
    >
      {person && t('remove_body', { name: person.name, username: person.username })}
    </ConfirmDestructive>
  );
}
