import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { z } from 'zod';

const pagePolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** The description of the API is no secret. To be called before the routes are guarded. */
export function openDocs(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.url === '/docs' || route.url.startsWith('/docs/')) route.config = { ...route.config, scope: 'public' };
  });
}

/** The description for programs at `/openapi.json` and for people at `/docs`, which loads nothing from elsewhere. */
export const docsRoutes: FastifyPluginAsync = async (app) => {
  const response = { 200: z.looseObject({ openapi: z.string() }) };
  app.get('/openapi.json', { config: { scope: 'public' }, schema: { response } }, async () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: pagePolicy,
    uiConfig: { validatorUrl: null, docExpansion: 'list', tryItOutEnabled: true, persistAuthorization: false },
    theme: { title: 'WhatsApp Contact Grabber: API' },
  });
};
