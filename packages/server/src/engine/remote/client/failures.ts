import { AppError } from '../../../core/index.ts';
import { gatewayError } from '../problem.ts';
import { readBody } from './body.ts';

/** A failing answer. `json` is undefined when the body was none. */
export type Refusal = { status: number; json: unknown; text: string };

/** What a failing answer means where this gateway has words of its own; undefined for everything else. */
export type Explain = (refusal: Refusal) => AppError | undefined;

const longestRefusal = 64 * 1024;
const longestPause = 60 * 60_000;
const routers = /cannot (get|post|delete) |page not found/i;

/** A failing answer as an engine error. */
export async function failureOf(response: Response, explain: Explain, now: number): Promise<AppError> {
  const { status } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return gatewayError('address_moved', { status });
  }
  const text = await textOf(response);
  const refusal = { status, json: jsonOf(text), text };
  return explain(refusal) ?? (status === 429 ? slowDown(response, now) : usual(refusal));
}

function usual(refusal: Refusal): AppError {
  const { status } = refusal;
  if (status === 401 || status === 403) return gatewayError('wrong_key', { status });
  if (isMissingRoute(refusal)) return gatewayError('engine_too_old', { status });
  if (status === 404) return gatewayError('wrong_session', { status });
  if (status === 408 || status === 504) return gatewayError('gateway_slow', { status });
  if (status === 502 || status === 503) return gatewayError('gateway_unreachable', { status });
  return gatewayError('gateway_failed', { status });
}

/** A router's own 404 means that the gateway has no such route; its application's 404 that it has no such session. */
function isMissingRoute({ status, json, text }: Refusal): boolean {
  if (status === 405 || status === 501) return true;
  return status === 404 && (typeof json !== 'object' || json === null || routers.test(text));
}

function slowDown(response: Response, now: number): AppError {
  const told = response.headers.get('retry-after') ?? '';
  const pause = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - now;
  if (!Number.isFinite(pause)) return new AppError('rate_limited');
  return new AppError('rate_limited', { retry_after_ms: Math.min(Math.max(0, pause), longestPause) });
}

async function textOf(response: Response): Promise<string> {
  try {
    return new TextDecoder().decode(await readBody(response, longestRefusal));
  } catch (error) {
    if (error instanceof AppError) return '';
    throw error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
