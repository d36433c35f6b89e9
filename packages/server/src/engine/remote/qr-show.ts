import { isoTime } from '../../core/index.ts';
import type { AccountDeps } from './account.ts';
import type { GatewayQr } from './gateway.ts';

export type QrShow = {
  /** Tells of the QR code that there is now, once. `none`: there was none yet; `used_up`: the gateway should not be asked any more. */
  show(read: () => Promise<GatewayQr | null>): Promise<'shown' | 'none' | 'used_up'>;
};

/** WhatsApp gives six codes to a device that wants to be linked. */
const attempts = 6;

/** The QR codes of one attempt to connect. */
export function createQrShow({ sessionId, clock, timings, emit }: AccountDeps): QrShow {
  let text = '';
  let attempt = 0;
  let expires = 0;

  return {
    async show(read) {
      const qr = await read();
      const now = clock.now();
      if (!qr && attempt === 0) return 'none';
      if (!qr) return now >= expires + timings.starting ? 'used_up' : 'shown';
      if (qr.text === text && now < expires) return 'shown';
      if (attempt === attempts) return 'used_up';
      text = qr.text;
      attempt += 1;
      expires = now + (qr.life ?? timings.qr);
      emit({ session_id: sessionId, type: 'qr', qr_raw: text, expires_at: isoTime(expires), attempt, attempts });
      return 'shown';
    },
  };
}
