import { bulkPreview, bulkPreviewRequest, bulkRequest, jobAnswer } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers } from './route.ts';

/** One action on many contacts. */
export function bulkRoutes({ care }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const counting = { body: bulkPreviewRequest, response: answers(200, bulkPreview) };
    app.post('/preview', { config: { scope: 'contacts:read' }, schema: counting }, async (request) => {
      const count = await care.bulk.count(principalOf(request), request.body.selection);
      return { success: true as const, message: messageText(request.language, 'bulk_counted'), data: { count } };
    });

    const starting = { body: bulkRequest, response: answers(202, jobAnswer) };
    const config = { scope: 'contacts:write', audit: 'bulk_started' } as const;
    app.post('', { config, schema: starting }, async (request, reply) => {
      const job = await care.bulk.start(principalOf(request), request.body);
      request.deed = { details: { job_id: job.id, action: request.body.action.type } };
      reply.code(202);
      return { success: true as const, message: messageText(request.language, 'bulk_started'), data: { job } };
    });
  };
}
