import { beforeEach, expect, test } from 'vitest';
import { type Clock, systemClock } from '../core/index.ts';
import { createThrottle, type Throttle } from './throttle.ts';

let now = 0;
let throttle: Throttle;
const clock: Clock = { ...systemClock, now: () => now };
const minute = 60_000;

beforeEach(() => {
  now = Date.parse('2026-01-01T00:00:00Z');
  throttle = createThrottle(clock);
});

/** The wait that the next attempt is told, 0 when it may be made. */
function wait(account: string | null, address: string | null): number {
  try {
    throttle.attempt(account, address);
    return 0;
  } catch (error) {
    return (error as { retry_after_ms: number }).retry_after_ms;
  }
}

test('an account costs more with every failure, up to a quarter of an hour', () => {
  const waits: number[] = [];
  for (let index = 0; index < 12; index++) {
    while (wait('budi', `10.0.0.${index}`) === 0);
    waits.push(wait('budi', '10.1.0.1'));
    now += waits.at(-1) ?? 0;
  }
  expect(waits.slice(0, 5)).toEqual([30_000, minute, 2 * minute, 4 * minute, 8 * minute]);
  expect(Math.max(...waits)).toBe(15 * minute);
});

test('an address may fail on many accounts for a while', () => {
  for (let index = 0; index < 20; index++) expect(wait(`account-${index}`, '10.0.0.7')).toBe(0);
  expect(wait('another', '10.0.0.7')).toBe(30_000);
  expect(wait(null, '10.0.0.7')).toBe(30_000);
  expect(wait('another', '10.0.0.8')).toBe(0);
});

test('a network of IPv6 counts as one, whatever its spelling', () => {
  for (let index = 0; index < 20; index++) wait(null, `2001:db8:0:1::${index.toString(16)}`);
  for (const same of ['2001:db8:0:1:ffff:1:2:3', '2001:db8:0:1::']) expect(wait(null, same)).toBeGreaterThan(0);
  for (const other of ['2001:db8:0:2::1', '2001:db8::1', '::1', '::ffff:10.0.0.7', null])
    expect(wait(null, other)).toBe(0);
});

test('a success clears the account, and time clears all', () => {
  for (let index = 0; index < 4; index++) wait('budi', '10.0.0.7');
  throttle.succeeded('budi', '10.0.0.7');
  for (let index = 0; index < 5; index++) expect(wait('budi', '10.0.0.7')).toBe(0);
  expect(wait('budi', '10.0.0.8')).toBe(30_000);
  now += 60 * minute;
  for (let index = 0; index < 5; index++) expect(wait('budi', '10.0.0.8')).toBe(0);
});
