import { expect, test } from 'vitest';
import { cronOf, planOf } from './plan.ts';

test.each([
  ['0 2 * * *', { every: 'day', time: '02:00' }],
  ['30 23 * * *', { every: 'day', time: '23:30' }],
  ['0 2 * * 0', { every: 'week', weekday: 0, time: '02:00' }],
  ['0 */6 * * *', { every: 'six_hours' }],
  ['*/20 8-17 * * 1-5', { every: 'own', cron: '*/20 8-17 * * 1-5' }],
  ['0 2 1 * *', { every: 'own', cron: '0 2 1 * *' }],
] as const)('%s is told in plain words, and back', (cron, plan) => {
  expect(planOf(cron)).toEqual(plan);
  expect(cronOf(plan)).toBe(cron);
});

test('Sunday has two numbers', () => {
  expect(planOf('0 2 * * 7')).toEqual({ every: 'week', weekday: 0, time: '02:00' });
});

test('hours that no clock shows stay as they were typed', () => {
  expect(planOf('0 25 * * *')).toEqual({ every: 'own', cron: '0 25 * * *' });
});

test('an incomplete time is no schedule yet', () => {
  expect(cronOf({ every: 'day', time: '' })).toBeUndefined();
  expect(cronOf({ every: 'own', cron: '  ' })).toBeUndefined();
});
