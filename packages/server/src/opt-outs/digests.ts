import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** Digests of people that tell nothing without the server's secret. */
export type Digests = {
  phone(digits: string): string;
  lid(digits: string): string;
};

/** Digests keyed with the server's secret; another secret makes others. */
export function createDigests(secretKey: Uint8Array): Digests {
  const bytes = hkdfSync('sha256', secretKey, '', 'whatsapp-contact-grabber opt-outs', 32);
  // made once: with the bytes each digest takes six times as long
  const key = createSecretKey(Buffer.from(bytes));
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return { phone: (digits) => digest(`phone:${digits}`), lid: (digits) => digest(`lid:${digits}`) };
}
