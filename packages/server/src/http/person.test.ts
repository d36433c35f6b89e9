import { expect, test } from 'vitest';
import { personOf } from './person.ts';
import { InvalidRequest } from './validation.ts';

const settings = { read: async () => ({ default_country: 'ID' }) as never };

test.each([
  ['0812-3456-7890', '6281234567890'],
  ['+62 812 3456 7890', '6281234567890'],
  // Numbers that WhatsApp has, and numbering plans have not.
  ['+52 1 819 386 6329', '5218193866329'],
  ['5215512345678', '5215512345678'],
  ['+999123456789', '999123456789'],
])('%s is the person with the digits %s', async (phone, digits) => {
  expect(await personOf({ phone }, settings)).toEqual({ phone: digits, lid: null });
});

test.each(['0000000', '12345', 'Budi Santoso', '1234567890123456'])('%s is nobody', async (phone) => {
  await expect(personOf({ phone }, settings)).rejects.toThrow(InvalidRequest);
});
