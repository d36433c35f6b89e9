import type { Core } from '../connection/core.ts';
import type { Phone } from './phone.ts';
import { scanQr } from './scan.ts';

/** What a person can do with the phone of an account. */
export type MockPhone = {
  /** Scans a QR code; resolves when the client is linked. */
  scan(qr: string): Promise<void>;
};

/** The handle on a phone that tests and the control door use. */
export function createMockPhone(core: Core, phone: Phone): MockPhone {
  return { scan: (qr) => scanQr(core, phone, qr) };
}
