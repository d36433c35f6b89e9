import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Shortens longer answers for callers that ask for it. Requests are never unpacked: a small one could hold gigabytes. */
export function compressAnswers(app: FastifyInstance): void {
  app.register(compress, { encodings: ['gzip', 'br', 'deflate'], globalDecompression: false });
}
