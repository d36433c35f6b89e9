import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new key, `gr_<8 letters and digits>_<32 random bytes>`, and the part of it that may be shown later. */
export function generateKey(): { key: string; prefix: string } {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  const prefix = `gr_${letters}`;
  return { key: `${prefix}_${randomBytes(32).toString('base64url')}`, prefix };
}

/** What the table keeps of a key. A key is random and long, so a fast hash is enough. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Compares two hashes in a time that tells nothing about where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
