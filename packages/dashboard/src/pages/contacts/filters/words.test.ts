import { expect, test } from 'vitest';
import { wordsOf } from './words.ts';

const words = {
  t: (key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join(' '),
  nameOf: (_: string, value: string | number) => `#${value}`,
  date: (time: string) => time.slice(0, 10),
};

test('chips say a condition in words', () => {
  expect(wordsOf({ field: 'text', contains: 'budi' }, words)).toBe('“budi”');
  expect(wordsOf({ field: 'has_phone', is: false }, words)).toBe('has_phone_not');
  expect(wordsOf({ field: 'tag', in: [1, 2] }, words)).toBe('tag: #1, #2');
  expect(wordsOf({ field: 'tag', in: [1, 2, 3, 4], not: true }, words)).toBe('tag: not #1, #2 +2');
  expect(wordsOf({ field: 'updated_at', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }, words)).toBe(
    'between updated_at 2026-01-01 2026-01-31',
  );
  expect(wordsOf({ field: 'updated_at', from: '2026-01-01T00:00:00Z' }, words)).toBe('since updated_at 2026-01-01');
  expect(wordsOf({ field: 'updated_at', to: '2026-02-01T00:00:00Z' }, words)).toBe('until updated_at 2026-01-31');
});
