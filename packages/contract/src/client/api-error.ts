import { type Failure, failure } from '../answers.ts';

/** A failure that the server told of; `message` is its text in the caller's language. */
export class ApiError extends Error {
  readonly status: number;
  /** Null when the answer did not come from us: a proxy in between, say. */
  readonly failure: Failure | null;
  /** Seconds after which the same call may succeed; null when nothing was said. */
  readonly retryAfter: number | null;

  constructor(response: Response, body: unknown) {
    const told = failure.safeParse(body).data ?? null;
    super(told?.message ?? `HTTP ${response.status}`);
    this.name = 'ApiError';
    this.status = response.status;
    this.failure = told;
    this.retryAfter = Number(response.headers.get('retry-after')) || null;
  }
}
