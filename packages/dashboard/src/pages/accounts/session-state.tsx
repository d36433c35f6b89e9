import { IconBrandWhatsapp, IconFileImport, IconQrcode } from '@tabler/icons-react';
import { StatusChip } from '../../shared/index.ts';
import { useStateTexts } from './state-texts.ts';
import type { Session } from './types.ts';

const colors = {
  connecting: 'blue',
  qr_ready: 'blue',
  authenticated: 'blue',
  syncing: 'blue',
  connected: 'brand',
  disconnected: 'gray',
  auth_failed: 'red',
  error: 'red',
} as const;

/** The state of an account as a word with an icon. */
export function SessionChip({ session }: { session: Session }) {
  const t = useStateTexts();
  if (session.engine === 'none') return <StatusChip color="gray" label={t('state_none')} icon={IconFileImport} />;
  const state = session.status === 'connected' && session.sync_state === 'running' ? 'syncing' : session.status;
  const icon = state === 'qr_ready' ? IconQrcode : state === 'connected' ? IconBrandWhatsapp : undefined;
  return <StatusChip color={colors[state]} label={t(`state_${state}`)} {...(icon && { icon })} />;
}

/** Reasons after which only a new link helps. */
const needsLink = new Set([
  'not_linked',
  'pairing_expired',
  'pairing_failed',
  'logged_out',
  'banned',
  'credentials_unreadable',
]);
/** Reasons that the program mends by itself. */
const heals = new Set(['connection_lost', 'unreachable', 'server_unavailable', 'engine_crashed', 'engine_unreachable']);

/** What the person can do about an account that is not connected; null: nothing, or nothing yet. */
export function remedyOf({ status, status_reason, engine }: Session): 'link' | 'connect' | null {
  if (status === 'connected' || status === 'authenticated' || status === 'connecting' || engine === 'none') return null;
  if (status === 'qr_ready') return 'link';
  // A gateway has a code only while it shows one; otherwise it is looked at again.
  if (engine === 'baileys' && status_reason && needsLink.has(status_reason)) return 'link';
  return status_reason && heals.has(status_reason) ? null : 'connect';
}
