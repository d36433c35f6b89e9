import { describe, expect, test } from 'vitest';
import { checkCron, nextRun } from './cron.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

describe('a schedule', () => {
  test('comes at its hour in its time zone', () => {
    const next = nextRun('0 2 * * *', 'Asia/Jakarta', now);
    expect(next && new Date(next).toISOString()).toBe('2026-01-01T19:00:00.000Z');
  });

  test.each([
    ['* * *', 'Asia/Jakarta', 'schedule_cron_invalid'],
    ['0 0 2 * * *', 'Asia/Jakarta', 'schedule_cron_invalid'],
    ['0 0 30 2 *', 'Asia/Jakarta', 'schedule_cron_invalid'],
    ['0 2 * * *', 'Mars/Olympus', 'schedule_timezone_unknown'],
    ['*/5 * * * *', 'Asia/Jakarta', 'schedule_too_often'],
  ])('%s in %s is refused: %s', (cron, timezone, code) => {
    expect(() => checkCron(cron, timezone, now)).toThrow(code);
  });

  test('every quarter of an hour is the most', () => {
    expect(() => checkCron('*/15 * * * *', 'Asia/Jakarta', now)).not.toThrow();
  });
});
