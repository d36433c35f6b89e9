import { expect, test } from 'vitest';
import { createPasswords } from './password.ts';

const { hash, verify } = createPasswords();

test('a password is known again, also typed in another Unicode form, and nothing else is', async () => {
  const stored = await hash('Ångström rahasia');
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await verify('A\u030Angstro\u0308m rahasia', stored)).toBe(true);
  expect(await verify('angström rahasia', stored)).toBe(false);
  expect(await hash('Ångström rahasia')).not.toBe(stored);
});

test.each([undefined, '', 'plain', 'bcrypt$1$2$3$4$5'])('nothing is the password of %j', async (stored) => {
  expect(await verify('', stored)).toBe(false);
});

test('a hash of another cost is still read', async () => {
  const cheap = createPasswords({ N: 1024, r: 8, p: 1 });
  expect(await verify('rahasia', await cheap.hash('rahasia'))).toBe(true);
});
