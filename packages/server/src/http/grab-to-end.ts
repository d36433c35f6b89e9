import { errorCode, type GrabKind } from '@grabber/contract';
import type { FastifyInstance } from 'fastify';
import type { Authorized } from '../auth/index.ts';
import { AppError } from '../core/index.ts';
import type { Grab, Grabs } from '../grabbing/index.ts';
import { unlessClosing } from './closing.ts';
import type { HttpDeps } from './ports.ts';

/**
 * Grabs and waits for the end; the grab goes on when the caller hangs up or the server stops listening. Throws what made the grab fail; one that
 * ended with errors for some items has not failed.
 */
export async function grabToEnd(
  { grabs, config }: HttpDeps,
  { closing }: FastifyInstance,
  id: Authorized<string>,
  kind: GrabKind,
): Promise<Grab> {
  const { id: grabId } = await grabs.start(id, kind);
  const grab = await unlessClosing(closing, grabs.wait(grabId));
  if (grab.status === 'completed' || grab.status === 'completed_with_errors') return grab;
  throw failureOf(grab, config.groupsMinIntervalMs);
}

function failureOf(grab: Awaited<ReturnType<Grabs['wait']>>, retryMs: number): AppError {
  const recorded = errorCode.safeParse(grab.error_code).data ?? 'internal';
  const code = grab.status === 'cancelled' ? 'cancelled' : recorded;
  const cause = new Error(grab.error_reason ?? code);
  const details = { grab_id: grab.id };
  return new AppError(code, code === 'rate_limited' ? { details, cause, retry_after_ms: retryMs } : { details, cause });
}
