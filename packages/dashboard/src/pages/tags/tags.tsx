import type { Tag, TagColor } from '@grabber/contract';
import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, useChange } from '../../api/index.ts';
import { onDemand, RequireScope, sayDone } from '../../shared/index.ts';
import { TagBadge } from '../contacts/tag-badge.tsx';
import { LabelRow } from './label-row.tsx';
import { LabelSection } from './label-section.tsx';
import { useTagTexts } from './texts.ts';

const NameForm = onDemand(async () => (await import('./name-form.tsx')).NameForm);

const colors: TagColor[] = [
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'yellow',
  'orange',
];

/** All tags, with how many contacts have them. */
export function Tags() {
  const t = useTagTexts();
  const list = useQuery(read('GET /api/tags'));
  const [adding, setAdding] = useState(false);
  const action = (
    <RequireScope scope="contacts:write">
      <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
        {t('new_tag')}
      </Button>
    </RequireScope>
  );
  const rows = (list.data?.data.tags ?? []).map((tag) => ({ id: tag.id, row: <TagRow tag={tag} /> }));
  return (
    <>
      <LabelSection
        title={t('tags')}
        hint={t('tags_hint')}
        action={action}
        query={list}
        empty={t('no_tags')}
        rows={rows}
      />
      <TagForm opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function TagRow({ tag }: { tag: Tag }) {
  const t = useTagTexts();
  const [editing, setEditing] = useState(false);
  const { id, name, contacts_count: count } = tag;
  const remove = useChange('DELETE /api/tags/{id}', {
    refreshes: ['GET /api/tags', 'GET /api/tag-rules', 'GET /api/contacts'],
    onDone: () => sayDone(t('removed', { name })),
  });
  return (
    <>
      <LabelRow
        name={name}
        label={<TagBadge name={name} color={tag.color} />}
        count={count}
        query={{ filter: { any: [{ all: [{ field: 'tag', in: [id] }] }] } }}
        onEdit={() => setEditing(true)}
        loss={t('remove_tag', { count })}
        remove={{ ...remove, mutate: () => remove.mutate({ params: { id } }) }}
      />
      <TagForm opened={editing} onClose={() => setEditing(false)} tag={tag} />
    </>
  );
}

function TagForm({ opened, onClose, tag }: { opened: boolean; onClose: () => void; tag?: Tag }) {
  const t = useTagTexts();
  const [color, setColor] = useState<TagColor>(tag?.color ?? 'blue');
  const done = {
    refreshes: ['GET /api/tags' as const, 'GET /api/contacts' as const],
    onDone: () => {
      onClose();
      sayDone(t('saved'));
    },
  };
  const create = useChange('POST /api/tags', done);
  const change = useChange('PATCH /api/tags/{id}', done);
  return (
    <NameForm
      title={t(tag ? 'edit' : 'new_tag')}
      opened={opened}
      onClose={onClose}
      name={tag?.name ?? ''}
      onSubmit={(name) =>
        tag
          ? change.mutate({ params: { id: tag.id }, body: { name, color } })
          : create.mutate({ body: { name, color } })
      }
      pending={create.isPending || change.isPending}
      error={create.error ?? change.error}
    >
      <NativeSelect
        label={t('color')}
        data={colors.map((value) => ({ value, label: t(`color_${value}`) }))}
        value={color}
        onChange={(event) => setColor(event.currentTarget.value as TagColor)}
      />
    </NameForm>
  );
}
