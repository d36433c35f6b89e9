import { contactAnswer, contactChange, contactTags } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

const scope = 'contacts:write';

/** What users say about one contact. */
export function careContactRoutes({ care, contactQueries }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const changing = { params: idParams, body: contactChange, response: answers(200, contactAnswer) };
    app.patch('/:id', { config: { scope, audit: 'contact_changed' }, schema: changing }, async (request) => {
      const principal = principalOf(request);
      const { id } = request.params;
      await care.ownFields.change(principal, id, request.body);
      request.deed = { details: { contact_id: id } };
      const data = await contactQueries.get(id, principal.sessions);
      return { success: true as const, message: messageText(request.language, 'contact_changed'), data };
    });

    const tagging = { params: idParams, body: contactTags, response: answers(200, contactAnswer) };
    app.put('/:id/tags', { config: { scope, audit: 'contact_tagged' }, schema: tagging }, async (request) => {
      const principal = principalOf(request);
      const { id } = request.params;
      await care.tags.put(principal, id, request.body);
      request.deed = { details: { contact_id: id, tag_ids: request.body.tag_ids } };
      const data = await contactQueries.get(id, principal.sessions);
      return { success: true as const, message: messageText(request.language, 'contact_tagged'), data };
    });
  };
}
