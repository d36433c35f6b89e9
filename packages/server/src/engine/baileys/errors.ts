import { AppError } from '../../core/index.ts';

/** The parts of a Boom, Baileys' error; the package itself is not ours to import. */
type BoomLike = { message?: string; data?: unknown; output?: { statusCode?: number } };

const rateLimited = 429;
const timedOut = 408;
const connectionClosed = 428;

/**
 * Any failure of a query as an `AppError`. An answered error has its code in `data`, the status code says 500 then; a dropped
 * connection rejects with the number 1006 (whatsapp-protocol.md, trap 6).
 */
export function toEngineError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (typeof error === 'number') return new AppError('not_connected', { cause: new Error(`socket closed (${error})`) });
  const { message, data, output } = (error ?? {}) as BoomLike;
  if (data === rateLimited || message === 'rate-overlimit') return new AppError('rate_limited', { cause: error });
  if (output?.statusCode === timedOut) return new AppError('timeout', { cause: error });
  if (output?.statusCode === connectionClosed) return new AppError('not_connected', { cause: error });
  return new AppError('upstream', { details: typeof data === 'number' ? { code: data } : {}, cause: error });
}

/** The error of an aborted call: the caller's own reason when it is an `AppError`. */
export function abortError(signal: AbortSignal): AppError {
  return signal.reason instanceof AppError ? signal.reason : new AppError('cancelled', { cause: signal.reason });
}

/** Throws the caller's reason once the signal has fired. */
export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw abortError(signal);
}

/** Ends the wait for `work` as soon as one of the signals fires; the work itself goes on and its end is ignored. */
export async function until<T>(work: Promise<T>, ...signals: AbortSignal[]): Promise<T> {
  const stop = AbortSignal.any(signals);
  if (stop.aborted) {
    work.catch(() => {});
    throw abortError(stop);
  }
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(abortError(stop));
  stop.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    stop.removeEventListener('abort', onAbort);
  }
}

/** A signal that fires after `ms` with a `timeout` error. */
export function deadline(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new AppError('timeout')), ms).unref();
  return controller.signal;
}

/** Waits `ms`, unless a signal fires first. */
export async function pause(ms: number, ...signals: AbortSignal[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms).unref();
  });
  try {
    await until(waited, ...signals);
  } finally {
    clearTimeout(timer);
  }
}
