import { expect, test } from 'vitest';
import type { EngineEvent } from '../engine/index.ts';
import { currentPairing, noPairing, pairingAfter, qrImage } from './pairing.ts';

const expires = '2026-01-01T00:01:00.000Z';
const qr: EngineEvent = { session_id: 's', type: 'qr', qr_raw: 'text', expires_at: expires, attempt: 2, attempts: 6 };

test('a new QR code replaces the QR code and leaves the pairing code that somebody is typing', () => {
  const typing = { ...noPairing, pairing_code: 'ABCD1234', pairing_code_expires_at: '2026-01-01T00:03:00.000Z' };
  expect(pairingAfter(typing, qr, 'image')).toEqual({
    ...typing,
    qr_code: 'image',
    qr_raw: 'text',
    qr_expires_at: expires,
    qr_attempt: 2,
    qr_attempts: 6,
  });
});

test('once linked, or closed, there is nothing left to show', () => {
  const shown = pairingAfter(noPairing, qr, 'image');
  const account = { pn: '1', lid: null, name: null };
  expect(pairingAfter(shown, { session_id: 's', type: 'linked', account }, null)).toEqual(noPairing);
});

test('an expired code is never shown', () => {
  const shown = pairingAfter(noPairing, qr, 'image');
  expect(currentPairing(shown, Date.parse(expires) - 1).qr_raw).toBe('text');
  expect(currentPairing(shown, Date.parse(expires)).qr_raw).toBeNull();
});

test('the image is a PNG data URL', async () => {
  const image = await qrImage('https://wa.me/settings/linked_devices#a,b,c,d,e');
  const bytes = Buffer.from(image.replace('data:image/png;base64,', ''), 'base64');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
});

test('a gateway that tells only a picture: it is shown as it is, and there is no text', async () => {
  const picture = 'data:image/png;base64,AA';
  expect(await qrImage(picture)).toBe(picture);
  expect(pairingAfter(noPairing, { ...qr, qr_raw: picture }, picture)).toMatchObject({
    qr_code: picture,
    qr_raw: null,
  });
});
