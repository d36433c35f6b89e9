import { randomInt } from 'node:crypto';
import { newToken } from './secrets.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new key, `gr_<8 letters and digits>_<32 random bytes>`, and the part of it that may be shown later. */
export function generateKey(): { key: string; prefix: string } {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  const prefix = `gr_${letters}`;
  return { key: `${prefix}_${newToken()}`, prefix };
}
