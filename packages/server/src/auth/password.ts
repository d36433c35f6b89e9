import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** What guessing costs. */
export type PasswordCost = { N: number; r: number; p: number };

/** 32 MiB and about a quarter of a second each, as OWASP asks for. */
const standardCost: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };
const hashBytes = 32;

export type Passwords = {
  /** The password as the table keeps it: `scrypt$N$r$p$salt$hash`, so that the cost may rise later. */
  hash(password: string): Promise<string>;
  /** Whether this is the password; without a stored one it takes as long and is wrong, so that nobody learns who exists. */
  verify(password: string, stored: string | undefined): Promise<boolean>;
};

/** Hashes passwords with scrypt. */
export function createPasswords(cost: PasswordCost = standardCost): Passwords {
  const zeros = Buffer.alloc(hashBytes);
  const nobody = write(cost, zeros, zeros);
  return {
    async hash(password) {
      const salt = randomBytes(16);
      return write(cost, salt, await derive(password, salt, cost));
    },
    async verify(password, stored) {
      const [kind, N, r, p, salt = '', hash = ''] = (stored ?? nobody).split('$');
      if (kind !== 'scrypt') return false;
      const expected = Buffer.from(hash, 'base64url');
      const costs = { N: Number(N), r: Number(r), p: Number(p) };
      const given = await derive(password, Buffer.from(salt, 'base64url'), costs);
      const same = given.length === expected.length && timingSafeEqual(given, expected);
      return stored !== undefined && same;
    },
  };
}

function write({ N, r, p }: PasswordCost, salt: Buffer, hash: Buffer): string {
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Node's own memory limit is just below what the cost needs. */
function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  scrypt(password.normalize('NFKC'), salt, hashBytes, { ...cost, maxmem: 256 * 2 ** 20 }, (error, hash) => {
    if (error) reject(error);
    else resolve(hash);
  });
  return promise;
}
