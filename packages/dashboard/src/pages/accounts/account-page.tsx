import { Alert, Title } from '@mantine/core';
import { IconAddressBook, IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { read } from '../../api/index.ts';
import { ButtonLink, ErrorNotice, Page, Pager, RequireScope } from '../../shared/index.ts';
import { AccountActions } from './account-actions.tsx';
import { AccountFacts } from './account-facts.tsx';
import { GrabCard } from './grab-card.tsx';
import { FirstGrab, GrabNow } from './grab-now.tsx';
import { GrabsList } from './grabs-list.tsx';
import { ScheduleCard } from './schedule/schedule-card.tsx';
import { remedyOf } from './session-state.tsx';
import { useStateTexts } from './state-texts.ts';
import { SyncNotice } from './sync-notice.tsx';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';
import { useGrabs } from './use-grabs.ts';

const PairingPanel = lazy(async () => ({ default: (await import('./pairing-panel.tsx')).PairingPanel }));
const route = getRouteApi('/shell/accounts/$id');

/** One account: its state, linking, what can be done now, its schedule and its grabs. */
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
  const { list, grabs, running, ended } = useGrabs(session.session_id);
  const starting = session.status === 'connecting';
  const linking = remedyOf(session) === 'link' || (starting && session.engine === 'baileys');
  const isSaved = ended.length > 0;
  return (
    <Page
      title={session.name}
      hint={<AccountFacts session={session} />}
      actions={
        <>
          {isSaved && <ContactsOf session={session} />}
          {isSaved && <GrabNow session={session} busy={running !== undefined} />}
          <AccountActions session={session} />
        </>
      }
    >
      <Suspense>{linking && !(starting && session.phone_number) && <PairingPanel session={session} />}</Suspense>
      {!linking && <Trouble session={session} />}
      <SyncNotice session={session} />
      {running && <GrabCard grab={running} before={ended.find(({ kind }) => kind === running.kind)} />}
      {list.isLoaded && grabs.length === 0 && session.status === 'connected' && <FirstGrab session={session} />}
      {isSaved && session.engine !== 'none' && <ScheduleCard sessionId={session.session_id} />}
      {(grabs.length > 0 || session.status !== 'connected') && !linking && session.engine !== 'none' && (
        <section aria-labelledby="grabs">
          <Title order={2} size="h4" mb="xs" id="grabs">
            {t('grabs')}
          </Title>
          <ErrorNotice error={list.error} onRetry={list.retry} />
          <GrabsList grabs={ended} />
          <Pager shown={grabs.length} total={list.total} {...list.pager} />
        </section>
      )}
    </Page>
  );
}

/** Why the account is not connected, in words that say what to do. */
function Trouble({ session: { status_reason } }: { session: Session }) {
  const state = useStateTexts();
  if (!status_reason) return null;
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />}>
      {state(`reason_${status_reason}`)}
    </Alert>
  );
}

function ContactsOf({ session: { session_id } }: { session: Session }) {
  const t = useAccountTexts();
  return (
    <RequireScope scope="contacts:read">
      <ButtonLink
        to="/contacts"
        search={{ filter: { any: [{ all: [{ field: 'session', in: [session_id] }] }] } }}
        variant="default"
        leftSection={<IconAddressBook size={16} aria-hidden />}
      >
        {t('contacts_link')}
      </ButtonLink>
    </RequireScope>
  );
}
