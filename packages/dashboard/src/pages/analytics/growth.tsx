import { BarChart } from '@mantine/charts';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/index.ts';
import { Num } from '../../shared/index.ts';
import { ChartCard } from './chart-card.tsx';
import { useDayText } from './day-text.ts';
import { FigureTable } from './figure-table.tsx';
import { csvOf, daysOf, type Scope } from './scope.ts';
import { useAnalyticsTexts } from './texts.ts';

const series = ['contacts_new', 'contacts_changed', 'contacts_lost', 'members_joined', 'members_left'] as const;

/** What came, changed and went, day by day. */
export function Growth({ scope }: { scope: Scope }) {
  const t = useAnalyticsTexts();
  const dayText = useDayText();
  const query = daysOf(scope);
  const growth = useQuery(read('GET /api/analytics/growth', { query }));
  const days = growth.data?.data.days ?? [];
  const quiet = days.every((day) => series.every((name) => day[name] === 0));
  return (
    <ChartCard
      title={t('growth')}
      hint={t('growth_hint')}
      csv={csvOf('GET /api/analytics/growth', query)}
      query={growth}
      empty={quiet && t('quiet')}
      chart={
        <BarChart
          h={260}
          data={days.map((day) => ({ ...day, day: dayText(day.day) }))}
          dataKey="day"
          type="stacked"
          withLegend
          barProps={{ isAnimationActive: false }}
          series={[
            { name: 'contacts_new', label: t('new'), color: 'brand.6' },
            { name: 'contacts_changed', label: t('changed'), color: 'blue.5' },
            { name: 'contacts_lost', label: t('lost'), color: 'red.6' },
          ]}
        />
      }
      table={
        <FigureTable
          caption={t('growth')}
          head={[t('day'), t('new'), t('changed'), t('lost'), t('joined'), t('left')]}
          rows={days.toReversed().map((day) => ({
            key: day.day,
            cells: [dayText(day.day), ...series.map((name) => <Num key={name} value={day[name]} />)],
          }))}
        />
      }
    />
  );
}
