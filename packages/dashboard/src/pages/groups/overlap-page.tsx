import type { GroupOverlap } from '@grabber/contract';
import { Alert, Skeleton, Stack, Title } from '@mantine/core';
import { IconArrowsJoin2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { read } from '../../api/index.ts';
import { EmptyState, ErrorNotice, Num, Page, PageLink, Rows, useNumberText } from '../../shared/index.ts';
import type { ContactsSearch } from '../contacts/search-params.ts';
import { Matrix } from './matrix.tsx';
import { useGroupTexts } from './texts.ts';

const GroupPicker = lazy(async () => ({ default: (await import('../contacts/filters/group-picker.tsx')).GroupPicker }));
const route = getRouteApi('/shell/groups/overlap');

/** Who is in several groups: as a cross table, and the same as a list. */
export function OverlapPage() {
  const t = useGroupTexts();
  const { ids = [] } = route.useSearch();
  const navigate = route.useNavigate();
  const enough = ids.length > 1;
  const { data, error } = useQuery({ ...read('GET /api/groups/overlap', { query: { ids } }), enabled: enough });
  const overlap = data?.data;
  return (
    <Page
      title={t('overlap')}
      hint={t('overlap_hint')}
      actions={
        <PageLink to="/groups" size="sm">
          {t('back')}
        </PageLink>
      }
    >
      <Suspense fallback={<Skeleton height={60} />}>
        <GroupPicker
          label={t('overlap_choose')}
          value={ids}
          onChange={(next) => void navigate({ search: next.length > 0 ? { ids: next } : {}, replace: true })}
        />
      </Suspense>
      <ErrorNotice error={error} />
      {!enough && <EmptyState icon={IconArrowsJoin2} title={t('overlap_empty')} why={t('overlap_empty_why')} />}
      {enough && !overlap && !error && <Skeleton height={240} />}
      {enough && overlap && <Result overlap={overlap} />}
    </Page>
  );
}

function Result({ overlap }: { overlap: GroupOverlap }) {
  const t = useGroupTexts();
  const number = useNumberText();
  const groups = new Map(overlap.groups.map((group) => [group.id, group]));
  const nameOf = (id: number) => groups.get(id)?.name ?? t('no_name');
  const smaller = ({ a, b }: { a: number; b: number }) =>
    Math.min(groups.get(a)?.members ?? 0, groups.get(b)?.members ?? 0);
  const pairs = [...overlap.pairs].sort((one, other) => other.shared - one.shared);
  return (
    <Stack gap="lg">
      <Alert variant="light" role="status">
        {t('in_all', { count: overlap.in_all })}
      </Alert>
      <section aria-label={t('matrix')}>
        <Title order={2} size="h4" mb="xs">
          {t('matrix')}
        </Title>
        <Matrix overlap={overlap} />
      </section>
      <section aria-label={t('as_list')}>
        <Title order={2} size="h4" mb="xs">
          {t('as_list')}
        </Title>
        <Rows
          label={t('as_list')}
          rows={pairs}
          keyOf={({ a, b }) => `${a}-${b}`}
          columns={[
            { key: 'a', header: t('group_a'), cell: ({ a }) => nameOf(a) },
            { key: 'b', header: t('group_b'), cell: ({ b }) => nameOf(b) },
            { key: 'shared', header: t('shared'), numeric: true, cell: ({ shared }) => <Num value={shared} /> },
            {
              key: 'share',
              header: t('share'),
              numeric: true,
              cell: (pair) => number(pair.shared / Math.max(1, smaller(pair)), { style: 'percent' }),
            },
            {
              key: 'show',
              header: '',
              cell: ({ a, b, shared }) =>
                shared > 0 && (
                  <PageLink to="/contacts" search={inBoth(a, b)} size="sm">
                    {t('show')}
                  </PageLink>
                ),
            },
          ]}
        />
      </section>
    </Stack>
  );
}

function inBoth(a: number, b: number): ContactsSearch {
  return {
    unique: true,
    filter: {
      any: [
        {
          all: [
            { field: 'group', in: [a] },
            { field: 'group', in: [b] },
          ],
        },
      ],
    },
  };
}
