import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** 32 MiB and about a quarter of a second each, as OWASP asks for. */
const cost = { N: 2 ** 15, r: 8, p: 3 };
const hashBytes = 32;

/** The password as the table keeps it: `scrypt$N$r$p$salt$hash`, so that the costs may rise later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether this is the password; without a stored one it takes as long and is wrong, so that nobody learns who exists. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [kind, N, r, p, salt = '', hash = ''] = (stored ?? nobody).split('$');
  if (kind !== 'scrypt') return false;
  const expected = Buffer.from(hash, 'base64url');
  const costs = { N: Number(N), r: Number(r), p: Number(p) };
  const given = await derive(password, Buffer.from(salt, 'base64url'), costs);
  const same = given.length === expected.length && timingSafeEqual(given, expected);
  return stored !== undefined && same;
}

const zeros = Buffer.alloc(hashBytes).toString('base64url');
const nobody = ['scrypt', cost.N, cost.r, cost.p, zeros, zeros].join('$');

/** Node's own memory limit is just below what these costs need. */
function derive(password: string, salt: Buffer, costs: ScryptOptions): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  scrypt(password.normalize('NFKC'), salt, hashBytes, { ...costs, maxmem: 256 * 2 ** 20 }, (error, hash) => {
    if (error) reject(error);
    else resolve(hash);
  });
  return promise;
}
