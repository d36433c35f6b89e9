import { AppError } from '../../core/index.ts';

export type Backoff = {
  /** Throws `rate_limited` while WhatsApp's last rate-overlimit is too fresh to ask again. */
  check(): void;
  /** Takes note of the error when it is a rate limit; the returned one says when to come back. */
  failed(error: AppError): AppError;
  succeeded(): void;
};

/** Pause after rate-overlimit: doubles from `min` to `max` until a call succeeds. */
export function createBackoff({ min, max }: { min: number; max: number }, now: () => number = Date.now): Backoff {
  let wait = 0;
  let end = 0;
  const limited = (cause?: unknown) =>
    new AppError('rate_limited', { retry_after_ms: Math.max(0, end - now()), cause });
  return {
    check() {
      if (now() < end) throw limited(new Error('WhatsApp asked to slow down'));
    },
    failed(error) {
      if (error.code !== 'rate_limited') return error;
      wait = Math.min(max, wait === 0 ? min : wait * 2);
      end = now() + wait;
      return limited(error.cause);
    },
    succeeded() {
      wait = 0;
    },
  };
}
