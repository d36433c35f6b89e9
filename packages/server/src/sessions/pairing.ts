import { toDataURL } from 'qrcode';
import type { EngineEvent } from '../engine/index.ts';
import type { Pairing } from './types.ts';

export const noPairing: Pairing = {
  qr_code: null,
  qr_raw: null,
  qr_expires_at: null,
  qr_attempt: null,
  qr_attempts: null,
  pairing_code: null,
  pairing_code_expires_at: null,
};

const picture = /^data:image\//;

/** The QR text as a PNG data URL that a phone reads from a screen. Some gateways tell only the picture: it is passed on. */
export async function qrImage(text: string): Promise<string> {
  if (picture.test(text)) return text;
  return await toDataURL(text, { errorCorrectionLevel: 'L', margin: 4, scale: 6 });
}

/** What to show after this event: a QR replaces a QR and leaves a pairing code alone; any other news of the connection ends both. */
export function pairingAfter(before: Pairing, event: EngineEvent, image: string | null): Pairing {
  if (event.type === 'sync' || event.type === 'told') return before;
  if (event.type !== 'qr') return noPairing;
  return {
    ...before,
    qr_code: image,
    qr_raw: picture.test(event.qr_raw) ? null : event.qr_raw,
    qr_expires_at: event.expires_at,
    qr_attempt: event.attempt,
    qr_attempts: event.attempts,
  };
}

/** Without what has run out: an expired code on a screen leaves the phone waiting for nothing. */
export function currentPairing(pairing: Pairing, now: number): Pairing {
  const qrGone = pairing.qr_expires_at !== null && Date.parse(pairing.qr_expires_at) <= now;
  const codeGone = pairing.pairing_code_expires_at !== null && Date.parse(pairing.pairing_code_expires_at) <= now;
  return {
    ...pairing,
    ...(qrGone ? { qr_code: null, qr_raw: null, qr_expires_at: null } : {}),
    ...(codeGone ? { pairing_code: null, pairing_code_expires_at: null } : {}),
  };
}
