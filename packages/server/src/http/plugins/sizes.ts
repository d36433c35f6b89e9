import type { Server } from 'node:http';
import type { FastifyHttpOptions, FastifyInstance } from 'fastify';
import type { Config } from '../../config/index.ts';
import { AppError } from '../../core/index.ts';

const longestUrl = 4096;
const minute = 60_000;

/** How much and how long a caller may send. */
export function sizeLimits({ grabTimeoutMs }: Pick<Config, 'grabTimeoutMs'>): FastifyHttpOptions<Server> {
  return {
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    // A caller that waits for a grab is silent for as long as that takes.
    connectionTimeout: Math.max(...Object.values(grabTimeoutMs)) + minute,
    keepAliveTimeout: 65_000,
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 10_000 },
    // Session ids have up to 255 characters, each of which may come percent-encoded.
    routerOptions: { maxParamLength: 3 * 255 },
  };
}

/** Refuses addresses of a length that none of ours has. */
export function limitAddressLength(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ url }) => {
    if (url.length > longestUrl) throw new AppError('uri_too_long', { details: { maximum: longestUrl } });
  });
}
