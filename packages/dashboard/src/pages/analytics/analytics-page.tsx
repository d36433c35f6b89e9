import { Button, Group, Loader, NativeSelect, Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { read } from '../../api/index.ts';
import { AccountSelect, EmptyState, ErrorNotice, Page } from '../../shared/index.ts';
import { Completeness } from './completeness.tsx';
import { periods } from './search.ts';
import { useAnalyticsTexts } from './texts.ts';

const Charts = lazy(async () => ({ default: (await import('./charts.tsx')).Charts }));
const route = getRouteApi('/shell/analytics');

/** What the saved contacts add up to; account and period stand in the address. */
export function AnalyticsPage() {
  const t = useAnalyticsTexts();
  const { session_id, days = 30 } = route.useSearch();
  const navigate = route.useNavigate();
  const overview = useQuery(read('GET /api/analytics/overview'));
  const { all, sessions = [] } = overview.data?.data ?? {};
  const figures = sessions.find((one) => one.session_id === session_id) ?? all;
  const scope = { session_id: figures && 'session_id' in figures ? session_id : undefined, days };
  const choices = (
    <Group gap="xs" align="end">
      <AccountSelect
        withLabel
        value={scope.session_id}
        onChange={(session_id) => void navigate({ search: { days, session_id } })}
      />
      <NativeSelect
        label={t('period')}
        data={periods.map((count) => ({ value: String(count), label: t('days', { count }) }))}
        value={String(days)}
        onChange={(event) => void navigate({ search: { session_id, days: Number(event.currentTarget.value) } })}
      />
    </Group>
  );
  if (!figures || figures.contacts + figures.groups + figures.removed === 0) {
    return (
      <Page title={t('title')} hint={t('hint')}>
        <ErrorNotice error={overview.error} onRetry={overview.refetch} />
        {overview.isPending && <Loader />}
        {figures && <NothingYet />}
      </Page>
    );
  }
  return (
    <Page title={t('title')} hint={t('hint')} actions={choices}>
      <Completeness figures={figures} />
      <Suspense fallback={<Skeleton height={320} />}>
        <Charts scope={scope} />
      </Suspense>
    </Page>
  );
}

function NothingYet() {
  const t = useAnalyticsTexts();
  const action = (
    <Button component={Link} to="/accounts">
      {t('to_accounts')}
    </Button>
  );
  return <EmptyState icon={IconChartBar} title={t('nothing')} why={t('nothing_why')} action={action} />;
}
