import { z } from 'zod';
import { AppError } from '../../../core/index.ts';
import type { Refusal } from '../client/index.ts';
import { gatewayError } from '../problem.ts';

const refusal = z.looseObject({ code: z.string() });

/** GoWA's own codes. An account that is not logged in answers 401 as a wrong password does, but with a code. */
export function explain({ status, json, text }: Refusal): AppError | undefined {
  const code = refusal.safeParse(json).data?.code;
  if (code === undefined) return undefined;
  if (code === 'DEVICE_ID_REQUIRED' || code === 'DEVICE_NOT_FOUND') return gatewayError('wrong_session', { status });
  if (code === 'DEVICE_MANAGER_UNAVAILABLE') return new AppError('not_connected');
  const loggedOut = code === 'AUTHENTICATION_ERROR' || /not (logged? ?in|loggin|connect)/i.test(text);
  return loggedOut ? new AppError('not_connected') : undefined;
}
