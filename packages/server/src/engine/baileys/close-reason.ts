import type { StatusReason } from '@grabber/contract';

/** Why a socket ended, and what follows. `restart`: WhatsApp asked for a new socket at once (after pairing). */
export type Ending = { reason: StatusReason; retry: 'later' | 'never' } | { restart: true };

/** What was known when the socket ended. */
export type Circumstances = { linked: boolean; opened: boolean; heard: boolean };

type BoomLike = { message?: string; output?: { statusCode?: number } };

const later = (reason: StatusReason): Ending => ({ reason, retry: 'later' });
const never = (reason: StatusReason): Ending => ({ reason, retry: 'never' });

/** Baileys' close codes (whatsapp-protocol.md, trap 8); 408 has three meanings, told apart by its message. */
export function endingOf(error: unknown, { linked, opened, heard }: Circumstances): Ending {
  const { message = '', output } = (error ?? {}) as BoomLike;
  switch (output?.statusCode) {
    case 515:
      return { restart: true };
    case 401:
      return never(linked ? 'logged_out' : 'pairing_failed');
    case 403:
      return never('banned');
    case 405:
      return never('client_outdated');
    case 411:
      return never('pairing_failed');
    case 440:
      return never('replaced');
    case 408:
      if (message.startsWith('QR refs')) return never('pairing_expired');
      return later(opened ? 'connection_lost' : 'unreachable');
    case 428:
      return later(heard ? 'connection_lost' : 'unreachable');
    case 500:
      return endOfFailure(message, linked);
    case undefined:
      return heard && !linked ? never('pairing_failed') : later('connection_lost');
    default:
      return later('server_unavailable');
  }
}

/** Baileys ends so too when the phone's answer to the pairing is not signed as it must be. */
function endOfFailure(message: string, linked: boolean): Ending {
  const isPairing = /signature|pair success/.test(message);
  return isPairing && !linked ? never('pairing_failed') : later('server_unavailable');
}
