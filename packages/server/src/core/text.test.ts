import { expect, it } from 'vitest';
import { foldText, searchTextOf, sortNameOf, storableText } from './text.ts';

it('folds case, accents, width, control characters and white space', () => {
  expect(foldText('  JOSÉ\t\u0000 Ｍüller\u200e\r\n ')).toBe('jose muller');
  expect(foldText('Łukasz 😀 山田')).toBe('łukasz 😀 山田');
});

it('sorts a nameless contact by its digits', () => {
  expect(sortNameOf(null, '62812')).toBe('\u{10fffd}62812');
  expect(sortNameOf('\u0000\u200b', '62812')).toBe('\u{10fffd}62812');
  expect(sortNameOf('Ábc', '62812')).toBe('abc');
});

it('keeps each searched part once', () => {
  expect(searchTextOf(['Budi', 'BUDI', null, '62812'])).toBe('budi\n62812');
});

it('finds everybody by each name and the number, however long the others are', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(512));
  const text = searchTextOf([...names, '6281234567890'], ['siti@example.com', 'x'.repeat(10_000)]);
  expect(text.length).toBeLessThanOrEqual(1000);
  for (const name of names) expect(text).toContain(name.slice(0, 140));
  expect(text).toContain('6281234567890');
  const noted = searchTextOf(['Budi', '6281234567890'], ['siti@example.com', 'x'.repeat(10_000)]);
  expect(noted).toMatch(/^budi\n6281234567890\nsiti@example.com\nx{900,}$/);
});

it('cuts between characters and drops what cannot be stored', () => {
  expect(storableText('a\u0000b\ud800', 10)).toBe('ab\ufffd');
  expect(storableText('ab😀', 3)).toBe('ab');
});
