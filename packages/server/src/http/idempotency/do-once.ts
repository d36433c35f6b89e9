import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../core/index.ts';
import { InvalidRequest } from '../validation.ts';
import type { KeptAnswers } from './kept-answers.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer holds a secret that is shown once, so it is kept nowhere. */
    secretAnswer?: true;
  }
  interface FastifyRequest {
    /** Under which a request is noted that is to be done once. */
    onceKey: string | null;
  }
}

const header = 'idempotency-key';
const retryMs = 1000;

/** Does a POST with an `Idempotency-Key` once, however often it comes, and answers it again. What failed may be tried again with the same key. */
export function doOnce(app: FastifyInstance, kept: KeptAnswers): void {
  app.decorateRequest('onceKey', null);
  app.addHook('preHandler', async (request, reply) => claim(kept, request, reply));
  app.addHook('onSend', async (request, reply, payload) => {
    const { onceKey } = request;
    if (onceKey === null) return;
    const isDone = reply.statusCode < 300 && typeof payload === 'string';
    const body = request.routeOptions.config.secretAnswer ? null : String(payload);
    const note = isDone ? kept.keep(onceKey, reply.statusCode, body) : kept.release(onceKey);
    await note.catch((err) => request.log.error({ err }, 'could not keep the answer for a repeated request'));
  });
}

async function claim(
  kept: KeptAnswers,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { method, principal, body, routeOptions } = request;
  const given = request.headers[header];
  // What people do with their own sign-in holds passwords, which are kept nowhere, not even in a fast hash; and twice does no harm.
  const isOwnAffair = routeOptions.config.scope === 'anyone';
  if (method !== 'POST' || given === undefined || !principal || isOwnAffair) return;
  const key = requireKey(given);
  const path = request.url.split('?')[0];
  const requestKey = hash('sha256', JSON.stringify([principal.kind, principal.id, path, key]));
  const known = await kept.claim(requestKey, hash('sha256', JSON.stringify(body ?? null)));
  if (known.is === 'other') throw new AppError('idempotency_key_reused');
  if (known.is === 'running') throw new AppError('idempotency_in_progress', { retry_after_ms: retryMs });
  if (known.is === 'done') return replay(reply, known, routeOptions.config.secretAnswer === true);
  request.onceKey = requestKey;
}

function replay(reply: FastifyReply, { status, body }: { status: number; body: string | null }, isSecret: boolean) {
  if (body === null || isSecret) throw new AppError('already_done');
  return reply
    .code(status)
    .header('Idempotent-Replayed', 'true')
    .type('application/json; charset=utf-8')
    .serializer(String)
    .send(body);
}

function requireKey(given: string | string[]): string {
  if (typeof given === 'string' && /^[\x21-\x7e]{1,255}$/.test(given)) return given;
  throw new InvalidRequest([
    { code: 'invalid_format', format: 'regex', path: ['Idempotency-Key'], message: 'no key', input: String(given) },
  ]);
}
