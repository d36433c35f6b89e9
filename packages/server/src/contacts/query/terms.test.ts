import { expect, test } from 'vitest';
import { rarestFirst, termsOf } from './terms.ts';

test.each([
  ['0812 345', '62812345'],
  ['0812-345', '62812345'],
  ['+62 812', '62812'],
  ['+62 (0)812 345', '62812345'],
  ['0062 812', '62812'],
  ['62812', '62812'],
  ['+44 07911 123456', '447911123456'],
  ['0044 07911 123456', '447911123456'],
  ['+62 (0812) 3456-7890', '6281234567890'],
  ['+39 06 1234 5678', '390612345678'],
  ['+225 07 12 34 56 78', '2250712345678'],
  ['812 345', '812345'],
])('a phone typed as %s is looked for as %s', (typed, digits) => {
  expect(termsOf(typed, 'ID')).toEqual([expect.arrayContaining([digits])]);
});

test('a phone without calling code is one of the country of the installation', () => {
  expect(termsOf('012 345', 'MY')[0]).toContain('6012345');
  expect(termsOf('012 345', 'nowhere')[0]).toContain('6212345');
});

test('each word is looked for by itself, without accents and capitals', () => {
  expect(termsOf('  José   SANTOSO josé ', 'ID')).toEqual([['jose'], ['santoso']]);
  expect(termsOf('budi 0812345', 'ID')).toEqual([['budi'], ['62812345', '0812345']]);
});

test.each(['', '   ', '\u200b'])('nothing visible looks for nothing (%j)', (typed) => {
  expect(termsOf(typed, 'ID')).toEqual([]);
});

test('a short number is a word like any other', () => {
  expect(termsOf('RT 05', 'ID')).toEqual([['rt'], ['05']]);
});

test('what few people have in their names is looked for first', () => {
  expect(rarestFirst(termsOf('a 1 pelanggan 12345', 'ID')).map(([text]) => text)).toEqual([
    '12345',
    'pelanggan',
    'a',
    '1',
  ]);
});
