import { expect, test } from 'vitest';
import { dayOf, endOfDay, startOfDay } from './days.ts';

test('a day of the calendar begins and ends at the midnights of whoever looks', () => {
  expect(dayOf(startOfDay('2026-01-31'))).toBe('2026-01-31');
  expect(dayOf(endOfDay('2026-01-31'))).toBe('2026-02-01');
  expect(Date.parse(endOfDay('2026-01-31')) - Date.parse(startOfDay('2026-01-31'))).toBe(86_400_000);
});
