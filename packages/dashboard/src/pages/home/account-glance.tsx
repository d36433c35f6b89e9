import type { AnalyticsFigures } from '@grabber/contract';
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCan, useChange } from '../../api/index.ts';
import { Ago, Num, useSayFailed } from '../../shared/index.ts';
import { remedyOf, SessionChip } from '../accounts/session-state.tsx';
import { useStateTexts } from '../accounts/state-texts.ts';
import type { Session } from '../accounts/types.ts';
import { displayPhone } from '../contacts/phone.ts';
import { useHomeTexts } from './texts.ts';

type GlanceProps = {
  session: Session;
  figures: AnalyticsFigures | undefined;
  /** Of its heading. */
  level?: 2 | 3;
};

/** One account in a few lines: state, what is saved, and the button that mends what is wrong. */
export function AccountGlance({ session, figures, level = 3 }: GlanceProps) {
  const t = useHomeTexts();
  const account = useStateTexts();
  return (
    <Paper withBorder p="md" component="article">
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" align="start">
          <Title order={level} size="h5" lineClamp={2}>
            <Anchor component={Link} to={`/accounts/${session.session_id}`} c="inherit" inherit>
              {session.name}
            </Anchor>
          </Title>
          <SessionChip session={session} />
        </Group>
        {session.phone_number && (
          <Text size="sm" c="dimmed" className="numbers">
            {displayPhone(session.phone_number)}
          </Text>
        )}
        {figures && (
          <Text size="sm">
            <Num value={figures.contacts} /> {t('contacts').toLowerCase()} · <Num value={figures.groups} />{' '}
            {t('groups').toLowerCase()}
          </Text>
        )}
        {figures && session.engine !== 'none' && (
          <Text size="xs" c="dimmed">
            {t('last_grab')}: <Ago at={figures.last_full_grab_at} />
          </Text>
        )}
        {session.status_reason && <Text size="sm">{account(`reason_${session.status_reason}`)}</Text>}
        <Remedy session={session} grabbed={figures?.last_full_grab_at != null} />
      </Stack>
    </Paper>
  );
}

function Remedy({ session, grabbed }: { session: Session; grabbed: boolean }) {
  const t = useHomeTexts();
  const can = useCan();
  const sayFailed = useSayFailed();
  const connect = useChange('POST /api/sessions/{session_id}/connect');
  const remedy = remedyOf(session);
  const { session_id } = session;
  if (remedy === 'connect' && can('sessions:write')) {
    return (
      <Button
        size="xs"
        style={{ alignSelf: 'start' }}
        loading={connect.isPending}
        onClick={() => connect.mutate({ params: { session_id } }, { onError: sayFailed })}
      >
        {t('problem_connect')}
      </Button>
    );
  }
  const next =
    remedy === 'link' && can('sessions:write')
      ? t(session.status_reason === 'not_linked' ? 'problem_unlinked' : 'problem_link')
      : session.status === 'connected' && !grabbed && can('grabs:run')
        ? t('problem_grab')
        : null;
  if (!next) return null;
  return (
    <Button component={Link} to={`/accounts/${session_id}`} size="xs" style={{ alignSelf: 'start' }}>
      {next}
    </Button>
  );
}
