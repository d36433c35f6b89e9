import { newTag, tagAnswer, tagChange, tagDeleted, tagList } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

const scope = 'contacts:write';

/** Tags with their colours. */
export function tagRoutes({ care }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { response: answers(200, tagList) };
    app.get('', { config: { scope: 'contacts:read' }, schema: listing }, async (request) => {
      const data = { tags: await care.tags.list(principalOf(request)) };
      return { success: true as const, message: messageText(request.language, 'tags_listed'), data };
    });

    const creating = { body: newTag, response: answers(201, tagAnswer) };
    app.post('', { config: { scope, audit: 'tag_created' }, schema: creating }, async (request, reply) => {
      const tag = await care.tags.create(principalOf(request), request.body);
      request.deed = { details: { tag_id: tag.id } };
      reply.code(201);
      return { success: true as const, message: messageText(request.language, 'tag_created'), data: { tag } };
    });

    const changing = { params: idParams, body: tagChange, response: answers(200, tagAnswer) };
    app.patch('/:id', { config: { scope, audit: 'tag_changed' }, schema: changing }, async (request) => {
      const tag = await care.tags.change(principalOf(request), request.params.id, request.body);
      request.deed = { details: { tag_id: tag.id } };
      return { success: true as const, message: messageText(request.language, 'tag_changed'), data: { tag } };
    });

    const removing = { params: idParams, response: answers(200, tagDeleted) };
    app.delete('/:id', { config: { scope, audit: 'tag_deleted' }, schema: removing }, async (request) => {
      const data = await care.tags.remove(principalOf(request), request.params.id);
      request.deed = { details: { tag_id: data.tag.id, contacts_count: data.removed.contacts_count } };
      return { success: true as const, message: messageText(request.language, 'tag_deleted'), data };
    });
  };
}
