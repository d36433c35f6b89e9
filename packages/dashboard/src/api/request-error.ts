import type { Failure } from '@grabber/contract';

/** A request that failed; `failure` is what the server told, null when nothing of ours answered. */
export class RequestError extends Error {
  /** 0: no answer at all. */
  readonly status: number;
  readonly failure: Failure | null;
  readonly retryAfter: number | null;

  constructor(status: number, failure: Failure | null, retryAfter: number | null = null) {
    super(failure?.message ?? `HTTP ${status}`);
    this.name = 'RequestError';
    this.status = status;
    this.failure = failure;
    this.retryAfter = retryAfter;
  }
}

/** Whether the server refused with this code. */
export function failedWith(error: unknown, code: Failure['code']): boolean {
  return error instanceof RequestError && error.failure?.code === code;
}
