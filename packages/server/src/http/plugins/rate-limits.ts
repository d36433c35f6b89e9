import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config/index.ts';
import { AppError } from '../../core/index.ts';

type Per = keyof Config['requestsPerMinute'];
type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

const windowSeconds = 60;
/** Callers that are counted at the same time; the one that was longest away is forgotten first. */
const counted = 20_000;

/** Makes counting possible; the limits themselves come when the plugin is loaded. */
export function prepareLimits(app: FastifyInstance): void {
  app.register(rateLimit, { global: false, cache: counted });
}

/** Counts the requests of each address, before anything is known of the caller. */
export function limitAddresses(app: FastifyInstance, limits: Config['requestsPerMinute']): void {
  limit(app, 'address', limits.address, (request) => request.ip);
}

/** Counts the requests of each key or person, once it is known whose they are. */
export function limitCallers(app: FastifyInstance, limits: Config['requestsPerMinute']): void {
  limit(app, 'key', limits.key, ({ principal }) => principal && `${principal.kind} ${principal.id}`);
}

function limit(app: FastifyInstance, per: Per, most: number, keyOf: (request: FastifyRequest) => string | null): void {
  if (most === 0) return;
  const keyGenerator = (request: FastifyRequest) => keyOf(request) ?? '';
  const limiter = app.createRateLimit({ max: most, timeWindow: windowSeconds * 1000, keyGenerator });
  app.addHook('onRequest', async (request, reply) => {
    if (keyOf(request) !== null) await count(limiter, per, request, reply);
  });
}

async function count(limiter: Limiter, per: Per, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const state = await limiter(request);
  if (state.isAllowed) return;
  const { max, remaining, ttlInSeconds, isExceeded } = state;
  addItem(reply, 'RateLimit-Policy', `"${per}";q=${max};w=${windowSeconds}`);
  addItem(reply, 'RateLimit', `"${per}";r=${remaining};t=${ttlInSeconds}`);
  if (isExceeded) throw new AppError('rate_limited', { details: { per }, retry_after_ms: ttlInSeconds * 1000 });
}

function addItem(reply: FastifyReply, header: string, item: string): void {
  const before = reply.getHeader(header);
  reply.header(header, before === undefined ? item : `${before}, ${item}`);
}
