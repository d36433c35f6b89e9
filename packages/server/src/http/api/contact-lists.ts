import { contactAnswer, contactFacetsAnswer, contactList, contactListQuery, facetsQuery } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';
import { sendList } from './send-list.ts';

const reading = { scope: 'contacts:read' } as const;

/** Contacts of all sessions that the caller sees. */
export function contactListRoutes({ contactQueries }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { querystring: contactListQuery, response: answers(200, contactList) };
    app.get('', { config: { ...reading, isRemembered: true }, schema: listing }, async (request, reply) => {
      const { q, filter, unique, ...wish } = request.query;
      const { sessions } = principalOf(request);
      const { rows, ...facts } = await contactQueries.page({ q, filter, unique }, sessions, wish);
      const message = messageText(request.language, 'contacts_found');
      return sendList(reply, 'contacts', rows, { success: true, message, data: facts });
    });

    const counting = { querystring: facetsQuery, response: answers(200, contactFacetsAnswer) };
    app.get('/facets', { config: reading, schema: counting }, async (request) => {
      const facets = await contactQueries.facets(request.query, principalOf(request).sessions);
      return { success: true as const, message: messageText(request.language, 'contacts_counted'), data: { facets } };
    });

    const one = { params: idParams, response: answers(200, contactAnswer) };
    app.get('/:id', { config: reading, schema: one }, async (request) => {
      const data = await contactQueries.get(request.params.id, principalOf(request).sessions);
      return { success: true as const, message: messageText(request.language, 'contact_found'), data };
    });
  };
}
