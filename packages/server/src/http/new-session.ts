import { randomUUID } from 'node:crypto';
import type { NewGateway, newSession } from '@grabber/contract';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { isVisible, requireCreation } from '../auth/index.ts';
import { AppError } from '../core/index.ts';
import type { GatewaySettings } from '../engine/index.ts';
import type { NewSession, Session } from '../sessions/index.ts';
import { principalOf } from './access.ts';
import type { HttpDeps } from './ports.ts';

/** Creates a session that its creator may touch. An id that is taken by a session which the caller may not see stays as unknown as that. */
export async function createSession(
  request: FastifyRequest,
  { sessions, keys }: Pick<HttpDeps, 'sessions' | 'keys'>,
  input: NewSession,
): Promise<Session> {
  const principal = principalOf(request);
  requireCreation(principal);
  const session = await sessions.create(input).catch((error: unknown) => {
    const isTaken = error instanceof AppError && error.code === 'session_exists';
    if (isTaken && !isVisible(principal.sessions, input.session_id ?? '')) throw new AppError('session_not_found');
    throw error;
  });
  await keys.adopt(principal, session.session_id);
  request.deed = { session_id: session.session_id };
  return session;
}

/** The session that a request asks for. */
export function sessionFrom({ name, phone_number = null, gateway }: z.infer<typeof newSession>): NewSession {
  if (!gateway) return { name, phone_number };
  const session_id = randomUUID();
  return { name, phone_number, session_id, gateway: gatewayFrom(gateway, session_id) };
}

function gatewayFrom({ kind, url, api_key, username, password, ...rest }: NewGateway, sessionId: string) {
  const nameless = { http: sessionId, waha: 'default', gowa: '' };
  const given = Object.entries({ api_key, username, password }).filter(([, value]) => value !== undefined);
  return {
    kind,
    url,
    credentials: Object.fromEntries(given) as GatewaySettings['credentials'],
    remote_session: rest.session ?? nameless[kind],
    manages_account: rest.manages_account ?? kind === 'http',
  };
}
