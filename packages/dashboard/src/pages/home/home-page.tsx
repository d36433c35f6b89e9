import { Button, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconBrandWhatsapp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { read, useCan, useMe } from '../../api/index.ts';
import { EmptyState, ErrorNotice, Page } from '../../shared/index.ts';
import { AccountGlance } from './account-glance.tsx';
import { Activity } from './activity.tsx';
import { Growth } from './growth.tsx';
import { useHomeTexts } from './texts.ts';
import { Totals } from './totals.tsx';

/** Everything at a glance, and the next step where something is to be done. */
export function HomePage() {
  const t = useHomeTexts();
  const me = useMe();
  const can = useCan();
  const { data, error, refetch } = useQuery(read('GET /api/sessions'));
  const overview = useQuery({ ...read('GET /api/analytics/overview'), enabled: can('contacts:read') });
  const figures = overview.data?.data;
  return (
    <Page title={t('title')} hint={me && t('hello', { name: me.name })}>
      <ErrorNotice error={error} onRetry={refetch} />
      {data?.sessions.length === 0 && <Start mayAdd={can('sessions:write')} />}
      {data && data.sessions.length > 0 && (
        <Stack gap="lg">
          {figures && <Totals figures={figures.all} />}
          <section aria-labelledby="accounts">
            <Title order={2} size="h4" mb="xs" id="accounts">
              {t('accounts')}
            </Title>
            <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
              {data.sessions.map((session) => (
                <AccountGlance
                  key={session.session_id}
                  session={session}
                  figures={figures?.sessions.find(({ session_id }) => session_id === session.session_id)}
                />
              ))}
            </SimpleGrid>
          </section>
          {can('contacts:read') && (
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <Growth />
              <Activity sessions={data.sessions} />
            </SimpleGrid>
          )}
        </Stack>
      )}
    </Page>
  );
}

function Start({ mayAdd }: { mayAdd: boolean }) {
  const t = useHomeTexts();
  if (!mayAdd) return <Text>{t('view_only')}</Text>;
  return (
    <EmptyState
      icon={IconBrandWhatsapp}
      title={t('start_title')}
      why={t('start_why')}
      action={
        <Button component={Link} to="/accounts" size="md">
          {t('start')}
        </Button>
      }
    />
  );
}
