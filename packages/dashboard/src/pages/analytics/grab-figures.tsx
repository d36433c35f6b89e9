import { BarChart } from '@mantine/charts';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/index.ts';
import { Num, useDurationText } from '../../shared/index.ts';
import { ChartCard } from './chart-card.tsx';
import { useDayText } from './day-text.ts';
import { FigureTable } from './figure-table.tsx';
import { csvOf, daysOf, type Scope } from './scope.ts';
import { useAnalyticsTexts } from './texts.ts';

/** How grabs ended, and how long they took. */
export function GrabFigures({ scope }: { scope: Scope }) {
  const t = useAnalyticsTexts();
  const dayText = useDayText();
  const durationText = useDurationText();
  const lasted = (seconds: number | null) => (seconds === null ? '–' : durationText(seconds * 1000));
  const query = daysOf(scope);
  const grabs = useQuery(read('GET /api/analytics/grabs', { query }));
  const { days = [], sessions = [] } = grabs.data?.data ?? {};
  return (
    <ChartCard
      title={t('grabs')}
      hint={t('grabs_hint')}
      csv={csvOf('GET /api/analytics/grabs', query)}
      query={grabs}
      empty={sessions.every((row) => row.grabs === 0) && t('quiet')}
      chart={
        <BarChart
          h={220}
          data={days.map((day) => ({ ...day, day: dayText(day.day) }))}
          dataKey="day"
          type="stacked"
          withLegend
          yAxisProps={{ allowDecimals: false }}
          barProps={{ isAnimationActive: false }}
          series={[
            { name: 'completed', label: t('completed'), color: 'brand.6' },
            { name: 'completed_with_errors', label: t('with_errors'), color: 'orange.5' },
            { name: 'failed', label: t('failed'), color: 'red.6' },
            { name: 'cancelled', label: t('cancelled'), color: 'gray.5' },
          ]}
        />
      }
      table={
        <FigureTable
          caption={t('grabs')}
          head={[t('account'), t('completed'), t('with_errors'), t('failed'), t('cancelled'), t('median'), t('p95')]}
          rows={sessions.map((row) => ({
            key: row.session_id,
            cells: [
              row.session_name,
              <Num key="completed" value={row.completed} />,
              <Num key="with_errors" value={row.completed_with_errors} />,
              <Num key="failed" value={row.failed} />,
              <Num key="cancelled" value={row.cancelled} />,
              lasted(row.median_seconds),
              lasted(row.p95_seconds),
            ],
          }))}
        />
      }
    />
  );
}
