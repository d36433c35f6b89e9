import { BarChart } from '@mantine/charts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { read } from '../../api/index.ts';
import { Num } from '../../shared/index.ts';
import { ChartCard } from './chart-card.tsx';
import { FigureTable } from './figure-table.tsx';
import { csvOf, type Scope } from './scope.ts';
import { useAnalyticsTexts } from './texts.ts';

/** More bars than these say less. */
const mostBars = 10;

/** Where the numbers come from. */
export function Countries({ scope: { session_id } }: { scope: Scope }) {
  const t = useAnalyticsTexts();
  const nameOf = useCountryNames(t('unknown_country'));
  const countries = useQuery(read('GET /api/analytics/countries', { query: { session_id } }));
  const rows = (countries.data?.data.countries ?? []).map((row) => ({ ...row, name: nameOf(row.country) }));
  return (
    <ChartCard
      title={t('countries')}
      hint={t('countries_hint')}
      csv={csvOf('GET /api/analytics/countries', { session_id })}
      query={countries}
      empty={rows.length === 0 && t('nothing')}
      chart={
        <BarChart
          h={Math.max(120, Math.min(rows.length, mostBars) * 34 + 40)}
          data={rows.slice(0, mostBars)}
          dataKey="name"
          orientation="vertical"
          yAxisProps={{ width: 110 }}
          barProps={{ isAnimationActive: false }}
          series={[{ name: 'contacts', label: t('contacts'), color: 'brand.6' }]}
        />
      }
      table={
        <FigureTable
          caption={t('countries')}
          head={[t('country'), t('contacts')]}
          rows={rows.map(({ country, name, contacts }) => ({
            key: country ?? '?',
            cells: [name, <Num key="contacts" value={contacts} />],
          }))}
        />
      }
    />
  );
}

function useCountryNames(unknown: string): (code: string | null) => string {
  const names = new Intl.DisplayNames([useTranslation().i18n.language], { type: 'region' });
  return (code) => (code === null ? unknown : (names.of(code) ?? code));
}
