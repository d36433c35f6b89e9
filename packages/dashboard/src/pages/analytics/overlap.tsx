import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/index.ts';
import { Num } from '../../shared/index.ts';
import { ChartCard } from './chart-card.tsx';
import { FigureTable } from './figure-table.tsx';
import { csvOf, type Scope } from './scope.ts';
import { useAnalyticsTexts } from './texts.ts';

/** Which of the largest groups have members in common, most first. */
export function Overlap({ scope: { session_id } }: { scope: Scope }) {
  const t = useAnalyticsTexts();
  const query = { session_id, limit: 20 };
  const overlap = useQuery(read('GET /api/analytics/overlap', { query }));
  const { groups = [], pairs = [] } = overlap.data?.data ?? {};
  const names = new Map(groups.map(({ id, name }) => [id, name ?? t('unnamed')]));
  const shared = pairs.filter((pair) => pair.shared > 0).sort((a, b) => b.shared - a.shared);
  return (
    <ChartCard
      title={t('overlap')}
      hint={t('overlap_hint')}
      csv={csvOf('GET /api/analytics/overlap', query)}
      query={overlap}
      empty={shared.length === 0 && t('no_overlap')}
      table={
        <FigureTable
          caption={t('overlap')}
          words={2}
          head={[t('first_group'), t('second_group'), t('shared')]}
          rows={shared.map(({ a, b, shared: count }) => ({
            key: `${a} ${b}`,
            cells: [names.get(a), names.get(b), <Num key="shared" value={count} />],
          }))}
        />
      }
    />
  );
}
