import type { Segment } from '@grabber/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, useChange } from '../../api/index.ts';
import { onDemand, sayDone } from '../../shared/index.ts';
import { LabelRow } from './label-row.tsx';
import { LabelSection } from './label-section.tsx';
import { useTagTexts } from './texts.ts';

const NameForm = onDemand(async () => (await import('./name-form.tsx')).NameForm);

/** Saved searches, with what they find now. */
export function Segments() {
  const t = useTagTexts();
  const list = useQuery(read('GET /api/segments', { query: { count: true } }));
  const rows = (list.data?.data.segments ?? []).map((segment) => ({
    id: segment.id,
    row: <SegmentRow segment={segment} />,
  }));
  return (
    <LabelSection title={t('segments')} hint={t('segments_hint')} query={list} empty={t('no_segments')} rows={rows} />
  );
}

function SegmentRow({ segment: { id, name, count, query } }: { segment: Segment }) {
  const t = useTagTexts();
  const [editing, setEditing] = useState(false);
  const change = useChange('PATCH /api/segments/{id}', {
    refreshes: ['GET /api/segments'],
    onDone: () => setEditing(false),
  });
  const remove = useChange('DELETE /api/segments/{id}', {
    refreshes: ['GET /api/segments'],
    onDone: () => sayDone(t('removed', { name })),
  });
  return (
    <>
      <LabelRow
        name={name}
        count={count}
        query={query}
        onEdit={() => setEditing(true)}
        loss={t('remove_segment')}
        remove={{ ...remove, mutate: () => remove.mutate({ params: { id } }) }}
      />
      <NameForm
        title={t('rename')}
        opened={editing}
        onClose={() => setEditing(false)}
        name={name}
        onSubmit={(given) => change.mutate({ params: { id }, body: { name: given } })}
        pending={change.isPending}
        error={change.error}
      />
    </>
  );
}
