import { BarChart } from '@mantine/charts';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/index.ts';
import { Num } from '../../shared/index.ts';
import { ChartCard } from './chart-card.tsx';
import { FigureTable } from './figure-table.tsx';
import { csvOf, type Scope } from './scope.ts';
import { useAnalyticsTexts } from './texts.ts';

/** Which operator gave out the Indonesian numbers. */
export function Operators({ scope: { session_id } }: { scope: Scope }) {
  const t = useAnalyticsTexts();
  const operators = useQuery(read('GET /api/analytics/operators', { query: { session_id } }));
  const rows = (operators.data?.data.operators ?? []).map((row) => ({
    ...row,
    name: row.operator ?? t('unknown_operator'),
  }));
  return (
    <ChartCard
      title={t('operators')}
      hint={t('operators_hint')}
      csv={csvOf('GET /api/analytics/operators', { session_id })}
      query={operators}
      empty={rows.length === 0 && t('nothing')}
      chart={
        <BarChart
          h={Math.max(120, rows.length * 34 + 40)}
          data={rows}
          dataKey="name"
          orientation="vertical"
          yAxisProps={{ width: 110 }}
          barProps={{ isAnimationActive: false }}
          series={[{ name: 'contacts', label: t('contacts'), color: 'blue.6' }]}
        />
      }
      table={
        <FigureTable
          caption={t('operators')}
          head={[t('operator'), t('contacts'), t('prefixes')]}
          rows={rows.map(({ name, contacts, prefixes }) => ({
            key: name,
            cells: [name, <Num key="contacts" value={contacts} />, prefixes.map(({ prefix }) => prefix).join(' ')],
          }))}
        />
      }
    />
  );
}
