import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const preflightMaxAgeSeconds = 600;

/**
 * What browsers are told: answers of the API show and load nothing, and pages of other origins may not read them. Nothing here asks for
 * TLS, since many run this on plain HTTP in their own network; whoever puts TLS in front adds HSTS there.
 */
export function ruleBrowsers(app: FastifyInstance, origins: string[]): void {
  app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    crossOriginResourcePolicy: { policy: origins.length > 0 ? 'cross-origin' : 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  if (origins.length > 0) allowOrigins(app, origins);
}

function allowOrigins(app: FastifyInstance, origins: string[]): void {
  app.addHook('onRoute', (route) => {
    if (route.method === 'OPTIONS' && route.url === '*') route.config = { ...route.config, scope: 'public' };
  });
  app.register(cors, {
    origin: origins,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Accept-Language',
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-None-Match',
      'X-API-Key',
    ],
    exposedHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id'],
    maxAge: preflightMaxAgeSeconds,
  });
}
