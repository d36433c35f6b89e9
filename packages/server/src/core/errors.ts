import type { ErrorCode } from '@grabber/contract';

export type AppErrorOptions = {
  /** Facts for the reader of the answer; never secrets, never payloads. */
  details?: Record<string, unknown>;
  cause?: unknown;
  /** Milliseconds after which the same call may succeed. */
  retry_after_ms?: number;
};

/** The one error of the product: a code from the contract; its text is found in `i18n` by code and language. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
  readonly retry_after_ms: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
    this.retry_after_ms = options.retry_after_ms;
  }
}

/** An `AppError` as plain data, to cross a thread; the cause stays behind as its message only. */
export type ErrorData = { code: ErrorCode; details: Record<string, unknown>; retry_after_ms?: number; reason: string };

/** Any thrown value as data; what is not an `AppError` becomes `internal` (or the given code). */
export function toErrorData(error: unknown, fallback: ErrorCode = 'internal'): ErrorData {
  const reason = reasonOf(error);
  if (!(error instanceof AppError)) return { code: fallback, details: {}, reason };
  const base = { code: error.code, details: error.details, reason };
  return error.retry_after_ms === undefined ? base : { ...base, retry_after_ms: error.retry_after_ms };
}

/** The `AppError` that `toErrorData` took apart. */
export function fromErrorData(data: ErrorData): AppError {
  const options: AppErrorOptions = { details: data.details, cause: new Error(data.reason) };
  if (data.retry_after_ms !== undefined) options.retry_after_ms = data.retry_after_ms;
  return new AppError(data.code, options);
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError && error.cause instanceof Error) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}
