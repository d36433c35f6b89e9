import { BarChart } from '@mantine/charts';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/index.ts';
import { Num } from '../../shared/index.ts';
import { ChartCard } from './chart-card.tsx';
import { FigureTable } from './figure-table.tsx';
import { csvOf, type Scope } from './scope.ts';
import { useAnalyticsTexts } from './texts.ts';

const mostBars = 10;

/** The groups with the most members, and how many of them nobody has saved. */
export function TopGroups({ scope: { session_id } }: { scope: Scope }) {
  const t = useAnalyticsTexts();
  const query = { session_id, limit: 20 };
  const groups = useQuery(read('GET /api/analytics/groups', { query }));
  const rows = (groups.data?.data.groups ?? []).map((row) => ({
    ...row,
    name: row.name ?? t('unnamed'),
    members_saved: row.members - row.members_not_saved,
  }));
  return (
    <ChartCard
      title={t('top_groups')}
      hint={t('top_groups_hint')}
      csv={csvOf('GET /api/analytics/groups', query)}
      query={groups}
      empty={rows.length === 0 && t('nothing')}
      chart={
        <BarChart
          h={Math.max(120, Math.min(rows.length, mostBars) * 34 + 70)}
          data={rows.slice(0, mostBars)}
          dataKey="name"
          orientation="vertical"
          type="stacked"
          withLegend
          yAxisProps={{ width: 130 }}
          barProps={{ isAnimationActive: false }}
          series={[
            { name: 'members_saved', label: t('saved'), color: 'brand.6' },
            { name: 'members_not_saved', label: t('not_saved'), color: 'orange.5' },
          ]}
        />
      }
      table={
        <FigureTable
          caption={t('top_groups')}
          words={2}
          head={[t('group'), t('account'), t('members'), t('not_saved')]}
          rows={rows.map(({ id, name, session_name, members, members_not_saved }) => ({
            key: id,
            cells: [
              name,
              session_name,
              <Num key="members" value={members} />,
              <Num key="not_saved" value={members_not_saved} />,
            ],
          }))}
        />
      }
    />
  );
}
