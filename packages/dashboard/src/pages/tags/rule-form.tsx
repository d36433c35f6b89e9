import type { ContactQuery, Segment, Tag } from '@grabber/contract';
import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, useChange } from '../../api/index.ts';
import { sayDone } from '../../shared/index.ts';
import { NameForm } from './name-form.tsx';
import { useTagTexts } from './texts.ts';

const kinds = ['country', 'name', 'segment'] as const;
type Kind = (typeof kinds)[number];

/** Makes a rule for the usual cases; whatever else is wanted comes by a segment. */
export function RuleForm({ opened, onClose, tags }: { opened: boolean; onClose: () => void; tags: Tag[] }) {
  const t = useTagTexts();
  const [tagId, setTagId] = useState<string | null>(null);
  const [kind, setKind] = useState<Kind>('country');
  const [value, setValue] = useState('');
  const segments = useQuery(read('GET /api/segments', { query: { count: true } })).data?.data.segments ?? [];
  const create = useChange('POST /api/tag-rules', {
    refreshes: ['GET /api/tag-rules', 'GET /api/tags'],
    onDone: () => {
      onClose();
      sayDone(t('saved'));
    },
  });
  return (
    <NameForm
      title={t('new_rule')}
      opened={opened}
      onClose={onClose}
      onSubmit={(name) =>
        create.mutate({ body: { name, tag_id: Number(tagId), query: queryOf(kind, value, segments), enabled: true } })
      }
      pending={create.isPending}
      error={create.error}
    >
      <Select
        label={t('tag')}
        required
        data={tags.map((tag) => ({ value: String(tag.id), label: tag.name }))}
        value={tagId}
        onChange={setTagId}
      />
      <Select
        label={t('when')}
        data={kinds.map((name) => ({ value: name, label: t(`when_${name}`) }))}
        value={kind}
        onChange={(name) => {
          setKind((name ?? 'country') as Kind);
          setValue('');
        }}
        allowDeselect={false}
      />
      {kind === 'segment' ? (
        <Select
          label={t('segment')}
          required
          data={segments.map((segment) => ({ value: String(segment.id), label: segment.name }))}
          value={value || null}
          onChange={(chosen) => setValue(chosen ?? '')}
        />
      ) : (
        <TextInput
          label={t(kind === 'country' ? 'country' : 'words')}
          required
          maxLength={kind === 'country' ? 2 : 100}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
    </NameForm>
  );
}

function queryOf(kind: Kind, value: string, segments: Segment[]): ContactQuery {
  if (kind === 'segment') return segments.find(({ id }) => String(id) === value)?.query ?? {};
  if (kind === 'name') return { filter: { any: [{ all: [{ field: 'text', contains: value.trim() }] }] } };
  return { filter: { any: [{ all: [{ field: 'country', in: [value.trim().toUpperCase()] }] }] } };
}
