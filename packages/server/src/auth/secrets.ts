import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes that fit into a link or a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What a table keeps of a key or token. These are random and long, so a fast hash is enough. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Compares two hashes in a time that tells nothing about where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
