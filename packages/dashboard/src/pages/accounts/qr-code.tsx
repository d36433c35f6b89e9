import { Button, Center, Group, Loader, RingProgress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { read, useChange } from '../../api/index.ts';
import { useConnected } from '../../app/connection.ts';
import { ErrorNotice, RequireScope, useNow } from '../../shared/index.ts';
import { useStateTexts } from './state-texts.ts';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';

const side = 264;
/** How long WhatsApp lets a code live: the first, and each after it. */
const lifetimeMs = (attempt: number) => (attempt === 1 ? 60_000 : 20_000);

/** The code to scan now. One that ran out, or that may have, is never left on the screen: a phone that scans it waits for nothing. */
export function QrCode({ session }: { session: Session }) {
  const t = useAccountTexts();
  const connected = useConnected();
  const { session_id, status } = session;
  const waiting = status === 'connecting' || status === 'qr_ready';
  const query = read('GET /api/sessions/{session_id}/qr', { params: { session_id } });
  const { data } = useQuery({ ...query, staleTime: 0, refetchInterval: waiting ? 2000 : false });
  const code = data?.data;
  const now = useNow();
  const left = code?.qr_expires_at ? Date.parse(code.qr_expires_at) - now : 0;
  const live = waiting && code?.qr_code && left > 0;

  if (!connected) return <Covered>{t('covered')}</Covered>;
  if (!waiting) return <NewCode session={session} />;
  if (!live) {
    return (
      <Covered>
        <Loader size="sm" aria-hidden />
        {t('waiting_code')}
      </Covered>
    );
  }
  const { qr_attempt, qr_attempts } = code;
  return (
    <Stack align="center" gap="xs">
      <div style={{ background: '#fff', padding: 8, borderRadius: 12, border: '1px solid #d5dad7' }}>
        <img src={code.qr_code ?? ''} width={side} height={side} alt={t('qr_alt')} style={{ display: 'block' }} />
      </div>
      <Group gap="xs">
        <RingProgress
          size={44}
          thickness={5}
          roundCaps
          aria-hidden
          sections={[{ value: (left / lifetimeMs(qr_attempt ?? 1)) * 100, color: left < 6000 ? 'orange' : 'brand' }]}
          label={
            <Text ta="center" size="10px" className="numbers">
              {Math.ceil(left / 1000)}
            </Text>
          }
        />
        {qr_attempt !== null && qr_attempts !== null && (
          <Text size="sm" role="status">
            {t('code_n_of', { attempt: qr_attempt, attempts: qr_attempts })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function NewCode({ session: { session_id, status_reason } }: { session: Session }) {
  const t = useAccountTexts();
  const state = useStateTexts();
  const connect = useChange('POST /api/sessions/{session_id}/connect');
  const expired = status_reason === 'pairing_expired';
  return (
    <Stack align="center">
      <Covered>
        {expired && <Text fw={650}>{t('expired')}</Text>}
        <Text size="sm">{status_reason ? state(`reason_${status_reason}`) : t('expired_hint')}</Text>
        <RequireScope scope="sessions:write">
          <Button loading={connect.isPending} onClick={() => connect.mutate({ params: { session_id } })}>
            {t('new_code')}
          </Button>
        </RequireScope>
      </Covered>
      <ErrorNotice error={connect.error} />
    </Stack>
  );
}

/** Stands where a code would be. */
function Covered({ children }: { children: ReactNode }) {
  return (
    <Center
      mih={side}
      maw={320}
      mx="auto"
      p="md"
      ta="center"
      role="status"
      style={{ borderRadius: 12, border: '1px dashed var(--mantine-color-dimmed)' }}
    >
      <Stack align="center" gap="sm">
        {children}
      </Stack>
    </Center>
  );
}
