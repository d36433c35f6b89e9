import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Language, negotiateLanguage } from '../i18n/index.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The language of the caller. */
    language: Language;
  }
}

/** The caller's request id when it is a harmless one, else a new one. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Gives every request its language, and every answer its id and the headers of an API. */
export function addContext(app: FastifyInstance, fallback: Language): void {
  app.decorateRequest('language', fallback);
  app.addHook('onRequest', async (request, reply) => setContext(request, reply, fallback));
}

/** The same for a request that failed before any hook ran. */
export function setContext(request: FastifyRequest, reply: FastifyReply, fallback: Language): void {
  request.language = negotiateLanguage(request.headers['accept-language'], fallback);
  reply.headers({ 'X-Request-Id': request.id, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' });
}
