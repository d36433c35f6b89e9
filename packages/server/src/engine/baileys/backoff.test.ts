import { expect, test } from 'vitest';
import { AppError } from '../../core/index.ts';
import { createBackoff } from './backoff.ts';

test('back-off doubles up to its limit, and ends with a success', () => {
  let now = 0;
  const backoff = createBackoff({ min: 60, max: 200 }, () => now);
  const limited = () => backoff.failed(new AppError('rate_limited')).retry_after_ms;
  expect([limited(), limited(), limited(), limited()]).toEqual([60, 120, 200, 200]);
  expect(() => backoff.check()).toThrow('rate_limited');
  now = 200;
  backoff.check();
  backoff.succeeded();
  expect(limited()).toBe(60);
  const other = new AppError('timeout');
  expect(backoff.failed(other)).toBe(other);
});
