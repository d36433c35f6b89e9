import { isIPv6 } from 'node:net';
import { AppError, type Clock } from '../core/index.ts';

const minute = 60_000;
const firstWaitMs = 30_000;
const longestWaitMs = 15 * minute;
const forgottenAfterMs = 60 * minute;
const mostEntries = 10_000;
/** Failures that cost no wait. An address may be an office or a mobile operator's, so it has more of them. */
const free = { account: 5, address: 20 };

type Entry = { failures: number; last: number; blockedUntil: number };

/** Slows down whoever guesses passwords or tokens, by account and by address. */
export type Throttle = {
  /** Counts an attempt before it is made, so that many at once gain nothing; a token has no account. Throws `rate_limited` with the time to wait. */
  attempt(account: string | null, address: string | null): void;
  /** Takes the attempt back, and all failures of the account. */
  succeeded(account: string | null, address: string | null): void;
};

/** A throttle that lives in the memory of this process. */
export function createThrottle(clock: Clock): Throttle {
  const accounts = createCounter(clock, free.account);
  const addresses = createCounter(clock, free.address);
  return {
    attempt(account, address) {
      const network = networkOf(address);
      addresses.check(network);
      if (account !== null) accounts.check(account);
      addresses.count(network);
      if (account !== null) accounts.count(account);
    },
    succeeded(account, address) {
      if (account !== null) accounts.forget(account);
      addresses.takeBack(networkOf(address));
    },
  };
}

function createCounter(clock: Clock, freeFailures: number) {
  const entries = new Map<string, Entry>();

  function read(key: string): Entry {
    const entry = entries.get(key);
    const isFresh = entry && clock.now() - entry.last < forgottenAfterMs;
    return isFresh ? entry : { failures: 0, last: 0, blockedUntil: 0 };
  }

  function write(key: string, failures: number): void {
    const now = clock.now();
    const over = failures - freeFailures;
    const blockedUntil = over < 0 ? 0 : now + Math.min(longestWaitMs, firstWaitMs * 2 ** over);
    entries.delete(key);
    entries.set(key, { failures, last: now, blockedUntil });
    const [oldest] = entries.keys();
    if (entries.size > mostEntries && oldest !== undefined) entries.delete(oldest);
  }

  return {
    check(key: string): void {
      const retry_after_ms = read(key).blockedUntil - clock.now();
      if (retry_after_ms > 0) throw new AppError('rate_limited', { retry_after_ms });
    },
    count: (key: string) => write(key, read(key).failures + 1),
    takeBack: (key: string) => write(key, Math.max(0, read(key).failures - 1)),
    forget: (key: string) => void entries.delete(key),
  };
}

/** Somebody with one IPv6 address has a whole /64 of them. */
function networkOf(address: string | null): string {
  if (address === null || !isIPv6(address) || address.includes('.')) return address ?? 'unknown';
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail ? tail.split(':').length : 0;
  const zeros = tail === undefined ? 0 : 8 - groups.length - behind;
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...(tail ? tail.split(':') : [])];
  return all.slice(0, 4).join(':');
}
