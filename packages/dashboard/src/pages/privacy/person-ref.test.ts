import { expect, test } from 'vitest';
import { readPersonRef } from './person-ref.ts';

test.each([
  ['0812-3456-7890', { phone: '0812-3456-7890' }],
  [' +62 812 3456 7890 ', { phone: '+62 812 3456 7890' }],
  ['123456789012345@LID', { lid: '123456789012345@lid' }],
  ['123456789012345', { phone: '123456789012345' }],
  ['Budi', undefined],
  ['', undefined],
  ['0812@lid', undefined],
  ['081', undefined],
  ['628123456789@s.whatsapp.net', undefined],
])('reads %j', (typed, expected) => {
  expect(readPersonRef(typed)).toEqual(expected);
});
