import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Tells each read answer's version, and leaves the answer out for a caller that has it already. Streams have none: their end is not known
 * when their head is sent. Written here because the library for it also answers POST with 304.
 */
export function tagAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => tag(request, reply, payload));
}

function tag(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
  const etag = `W/"${hash('sha1', payload, 'base64url')}"`;
  reply.header('ETag', etag);
  if (!isKnown(request.headers['if-none-match'], etag)) return payload;
  reply.code(304);
  return '';
}

function isKnown(known: string | undefined, etag: string): boolean {
  if (known === undefined) return false;
  const opaque = etag.replace(/^W\//, '');
  return known.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === opaque);
}
