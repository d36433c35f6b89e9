import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('the ceiling doubles from 2 s and stops at 5 min', () => {
  const almostOne = 1 - Number.EPSILON;
  const ceilings = [0, 1, 2, 7, 8, 1000].map((attempt) => Math.round(backoffMs(attempt, almostOne) / 1000));
  expect(ceilings).toEqual([2, 4, 8, 256, 300, 300]);
});

test('chance spreads the whole range, but nothing comes back at once', () => {
  expect(backoffMs(8, 0)).toBe(500);
  expect(backoffMs(8, 0.5)).toBe(150_000);
});
