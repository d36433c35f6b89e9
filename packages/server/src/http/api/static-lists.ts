import { done, newStaticList, staticListAnswer, staticListChange, staticLists } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

const scope = 'contacts:write';

/** Static lists of contacts. */
export function staticListRoutes({ care }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { response: answers(200, staticLists) };
    app.get('', { config: { scope: 'contacts:read' }, schema: listing }, async (request) => {
      const data = { lists: await care.lists.list(principalOf(request)) };
      return { success: true as const, message: messageText(request.language, 'lists_listed'), data };
    });

    const creating = { body: newStaticList, response: answers(201, staticListAnswer) };
    app.post('', { config: { scope, audit: 'list_created' }, schema: creating }, async (request, reply) => {
      const list = await care.lists.create(principalOf(request), request.body.name);
      request.deed = { details: { list_id: list.id } };
      reply.code(201);
      return { success: true as const, message: messageText(request.language, 'list_created'), data: { list } };
    });

    const changing = { params: idParams, body: staticListChange, response: answers(200, staticListAnswer) };
    app.patch('/:id', { config: { scope, audit: 'list_changed' }, schema: changing }, async (request) => {
      const list = await care.lists.rename(principalOf(request), request.params.id, request.body.name);
      request.deed = { details: { list_id: list.id } };
      return { success: true as const, message: messageText(request.language, 'list_changed'), data: { list } };
    });

    const removing = { params: idParams, response: answers(200, done) };
    app.delete('/:id', { config: { scope, audit: 'list_deleted' }, schema: removing }, async (request) => {
      await care.lists.remove(principalOf(request), request.params.id);
      request.deed = { details: { list_id: request.params.id } };
      return { success: true as const, message: messageText(request.language, 'list_deleted') };
    });
  };
}
