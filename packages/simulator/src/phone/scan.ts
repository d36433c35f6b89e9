import type { Core } from '../connection/core.ts';
import { completePairing } from './pairing.ts';
import type { Phone } from './phone.ts';

/**
 * Scans the text of a QR code (§3.3): `…#ref,noise key,identity key,adv secret,platform`, older clients without the
 * address in front. Rejects when the code is not one of ours, has run out, or the client does not play along.
 */
export async function scanQr(core: Core, phone: Phone, qr: string): Promise<void> {
  const [ref, noiseKey, identityKey, advSecret] = qr.slice(qr.indexOf('#') + 1).split(',');
  if (!ref || !noiseKey || !identityKey || !advSecret) throw new Error('This is not a QR code for linking a device.');
  for (const registration of core.registrations) {
    const shown = registration.refs.find((candidate) => candidate.ref === ref);
    if (!shown) continue;
    if (shown.validUntil < core.clock.now()) throw new Error('This QR code has expired; scan the one shown now.');
    if (registration.noiseKey.toString('base64') !== noiseKey) throw new Error('The QR code names another client.');
    if (registration.identityKey.toString('base64') !== identityKey)
      throw new Error('The QR code names another client.');
    return completePairing(core, phone, registration, Buffer.from(advSecret, 'base64'));
  }
  throw new Error('No client shows this QR code; it may have closed or used up its codes.');
}
