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
  if (request.method !== 'GET' || reply.statusCode !== 200 || !isWhole(payload)) return payload;
  const etag = etagOf(payload);
  reply.header('ETag', etag);
  if (!isKnown(request.headers['if-none-match'], etag)) return payload;
  reply.code(304);
  return '';
}

/** Bytes that were tagged before are known by what they are, not by what they say. */
const tagged = new WeakMap<Uint8Array, string>();

function etagOf(payload: string | Uint8Array): string {
  const known = typeof payload === 'string' ? undefined : tagged.get(payload);
  if (known) return known;
  const etag = `W/"${hash('sha1', payload, 'base64url')}"`;
  if (typeof payload !== 'string') tagged.set(payload, etag);
  return etag;
}

/** An answer of which nothing is still to come. */
function isWhole(payload: unknown): payload is string | Uint8Array {
  return typeof payload === 'string' || payload instanceof Uint8Array;
}

function isKnown(known: string | undefined, etag: string): boolean {
  if (known === undefined) return false;
  const opaque = etag.replace(/^W\//, '');
  return known.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === opaque);
}
