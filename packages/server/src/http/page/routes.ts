import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { messageText } from '../../i18n/index.ts';
import type { HttpDeps } from '../ports.ts';
import { asksForPage, sendPage } from './send-page.ts';

const welcome = z.object({ success: z.literal(true), message: z.string(), api: z.string(), health: z.string() });
const config = { scope: 'public' } as const;

/** The page's files. Their names hold a hash of their content, so a browser keeps them for good. */
export function pageRoutes({ config: { pageFolder } }: HttpDeps): FastifyPluginAsync {
  return async (app) => {
    await app.register(fastifyStatic, { root: pageFolder, serve: false, cacheControl: false });
    const hidden = { config, schema: { hide: true } };
    app.get<{ Params: { '*': string } }>('/assets/*', hidden, (request, reply) =>
      reply
        .header('Cache-Control', 'public, max-age=31536000, immutable')
        .sendFile(request.params['*'], `${pageFolder}/assets`),
    );
    app.get('/icon.svg', hidden, (_, reply) => reply.header('Cache-Control', 'max-age=86400').sendFile('icon.svg'));

    app.get('/', { config, schema: { response: { 200: welcome } } }, async (request, reply) => {
      if (asksForPage(request)) return await sendPage(pageFolder, request, reply);
      const message = messageText(request.language, 'api_here');
      return { success: true as const, message, api: '/api/sessions', health: '/health' };
    });
  };
}
