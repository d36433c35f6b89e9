import type { Segment } from '@grabber/contract';
import { useQuery } from '@tanstack/react-query';
import { read, useChange } from '../../api/index.ts';
import { sayDone } from '../../shared/index.ts';
import { LabelSection } from './label-section.tsx';
import { RenamedRow } from './renamed-row.tsx';
import { useTagTexts } from './texts.ts';

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
  const change = useChange('PATCH /api/segments/{id}', { refreshes: ['GET /api/segments'] });
  const remove = useChange('DELETE /api/segments/{id}', {
    refreshes: ['GET /api/segments'],
    onDone: () => sayDone(t('removed', { name })),
  });
  return (
    <RenamedRow
      name={name}
      count={count}
      query={query}
      rename={{
        ...change,
        mutate: (given, onDone) => change.mutate({ params: { id }, body: { name: given } }, { onSuccess: onDone }),
      }}
      loss={t('remove_segment')}
      remove={{ ...remove, mutate: () => remove.mutate({ params: { id } }) }}
    />
  );
}
