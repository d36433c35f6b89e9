import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { read, useChange } from '../../api/index.ts';
import { DateTime, ErrorNotice, Page, RequireScope } from '../../shared/index.ts';
import { AccountActions } from './account-actions.tsx';
import { GrabCard } from './grab-card.tsx';
import { GrabsList } from './grabs-list.tsx';
import { PairingPanel } from './pairing-panel.tsx';
import { remedyOf, SessionChip } from './session-state.tsx';
import { useStateTexts } from './state-texts.ts';
import { SyncNotice } from './sync-notice.tsx';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';

const route = getRouteApi('/shell/accounts/$id');

/** One account: its state, linking, what can be done now, and its grabs. */
export function AccountPage() {
  const { id: session_id } = route.useParams();
  const { data, error, refetch } = useQuery(read('GET /api/sessions/{session_id}', { params: { session_id } }));
  const session = data?.data.session;
  const t = useAccountTexts();
  if (!session) {
    return (
      <Page title={t('title')}>
        <ErrorNotice error={error} onRetry={refetch} />
      </Page>
    );
  }
  return <Account session={session} />;
}

function Account({ session }: { session: Session }) {
  const t = useAccountTexts();
  const state = useStateTexts();
  const { session_id } = session;
  const { data } = useQuery(read('GET /api/sessions/{session_id}/grabs', { params: { session_id } }));
  const grabs = data?.data.grabs ?? [];
  const running = grabs.find(({ finished_at }) => finished_at === null);
  const ended = grabs.filter(({ finished_at }) => finished_at !== null);
  const linking = session.status === 'connecting' || remedyOf(session) === 'link';
  return (
    <Page
      title={session.name}
      hint={<Facts session={session} />}
      actions={
        <>
          {ended.length > 0 && <GrabNow session={session} busy={running !== undefined} />}
          <AccountActions session={session} />
        </>
      }
    >
      {linking && !(session.status === 'connecting' && session.phone_number) && <PairingPanel session={session} />}
      {!linking && session.status_reason && <Text>{state(`reason_${session.status_reason}`)}</Text>}
      <SyncNotice session={session} />
      {running && <GrabCard grab={running} before={ended.find(({ kind }) => kind === running.kind)} />}
      {data && grabs.length === 0 && session.status === 'connected' && <FirstGrab session={session} />}
      {(grabs.length > 0 || session.status !== 'connected') && !linking && (
        <section aria-labelledby="grabs">
          <Title order={2} size="h4" mb="xs" id="grabs">
            {t('grabs')}
          </Title>
          <GrabsList grabs={ended} />
        </section>
      )}
    </Page>
  );
}

function Facts({ session }: { session: Session }) {
  const t = useAccountTexts();
  const engine = session.engine as 'baileys' | 'http' | 'waha' | 'gowa' | 'none';
  return (
    <Group gap="sm">
      <SessionChip session={session} />
      {session.phone_number && <span>+{session.phone_number}</span>}
      <span>
        {t('engine')}: {t(`engine_${engine}`)}
      </span>
      <span>
        {t('last_seen')}: <DateTime at={session.last_activity} />
      </span>
    </Group>
  );
}

/** The one step after the first sync. */
function FirstGrab({ session }: { session: Session }) {
  const t = useAccountTexts();
  return (
    <Paper withBorder p="lg">
      <Stack align="start" gap="xs">
        <Title order={2} size="h4">
          {t('ready')}
        </Title>
        <Text c="dimmed">{t('ready_hint')}</Text>
        <GrabNow session={session} busy={false} />
      </Stack>
    </Paper>
  );
}

function GrabNow({ session: { session_id, status }, busy }: { session: Session; busy: boolean }) {
  const t = useAccountTexts();
  const start = useChange('POST /api/sessions/{session_id}/grabs', {
    refreshes: ['GET /api/sessions/{session_id}/grabs'],
  });
  return (
    <RequireScope scope="grabs:run">
      <Stack gap="xs">
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={busy || status !== 'connected'}
          loading={start.isPending}
          onClick={() => start.mutate({ params: { session_id }, body: { kind: 'all' } })}
        >
          {t('grab_now')}
        </Button>
        <ErrorNotice error={start.error} />
      </Stack>
    </RequireScope>
  );
}
