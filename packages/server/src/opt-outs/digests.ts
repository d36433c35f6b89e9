import { createHmac, hkdfSync } from 'node:crypto';

/** Digests of people that tell nothing without the server's secret. */
export type Digests = {
  phone(digits: string): string;
  lid(digits: string): string;
};

/** Digests keyed with the server's secret; another secret makes others. */
export function createDigests(secretKey: Uint8Array): Digests {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'whatsapp-contact-grabber opt-outs', 32));
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return { phone: (digits) => digest(`phone:${digits}`), lid: (digits) => digest(`lid:${digits}`) };
}
