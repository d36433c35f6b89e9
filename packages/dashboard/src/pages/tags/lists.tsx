import type { StaticList } from '@grabber/contract';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, useChange } from '../../api/index.ts';
import { onDemand, RequireScope, sayDone } from '../../shared/index.ts';
import { LabelSection } from './label-section.tsx';
import { RenamedRow } from './renamed-row.tsx';
import { useTagTexts } from './texts.ts';

const NameForm = onDemand(async () => (await import('./name-form.tsx')).NameForm);

/** Lists whose contacts were picked. */
export function Lists() {
  const t = useTagTexts();
  const list = useQuery(read('GET /api/lists'));
  const [adding, setAdding] = useState(false);
  const create = useChange('POST /api/lists', {
    refreshes: ['GET /api/lists'],
    onDone: () => {
      setAdding(false);
      sayDone(t('saved'));
    },
  });
  const action = (
    <RequireScope scope="contacts:write">
      <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
        {t('new_list')}
      </Button>
    </RequireScope>
  );
  const rows = (list.data?.data.lists ?? []).map((one) => ({ id: one.id, row: <ListRow list={one} /> }));
  return (
    <>
      <LabelSection
        title={t('lists')}
        hint={t('lists_hint')}
        action={action}
        query={list}
        empty={t('no_lists')}
        rows={rows}
      />
      <NameForm
        title={t('new_list')}
        opened={adding}
        onClose={() => setAdding(false)}
        onSubmit={(name) => create.mutate({ body: { name } })}
        pending={create.isPending}
        error={create.error}
      />
    </>
  );
}

function ListRow({ list: { id, name, contacts_count: count } }: { list: StaticList }) {
  const t = useTagTexts();
  const change = useChange('PATCH /api/lists/{id}', { refreshes: ['GET /api/lists'] });
  const remove = useChange('DELETE /api/lists/{id}', {
    refreshes: ['GET /api/lists'],
    onDone: () => sayDone(t('removed', { name })),
  });
  return (
    <RenamedRow
      name={name}
      count={count}
      query={{ filter: { any: [{ all: [{ field: 'list', in: [id] }] }] } }}
      rename={{
        ...change,
        mutate: (given, onDone) => change.mutate({ params: { id }, body: { name: given } }, { onSuccess: onDone }),
      }}
      loss={t('remove_list', { count })}
      remove={{ ...remove, mutate: () => remove.mutate({ params: { id } }) }}
    />
  );
}
