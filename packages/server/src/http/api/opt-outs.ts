import { done, newOptOut, optOutAnswer, optOutList, optOutsQuery } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requireUnbound } from '../../auth/index.ts';
import { messageText } from '../../i18n/index.ts';
import { principalOf, sessionOf } from '../access.ts';
import { personOf } from '../person.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

/** Who must not be exported, or not even stored. A bound key has the list of its sessions. */
export function optOutRoutes({ privacy, settings, sessions }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { querystring: optOutsQuery, response: answers(200, optOutList) };
    app.get('', { config: { scope: 'contacts:read' }, schema: listing }, async (request) => {
      const { rows: opt_outs, ...facts } = await privacy.optOuts.list(principalOf(request).sessions, request.query);
      const data = { opt_outs, ...facts };
      return { success: true as const, message: messageText(request.language, 'opt_outs_listed'), data };
    });

    const adding = { body: newOptOut, response: answers(201, optOutAnswer) };
    const added = { scope: 'contacts:write', audit: 'opt_out_added' } as const;
    app.post('', { config: added, schema: adding }, async (request, reply) => {
      const { session_id = null, erase_on_sight, ...ref } = request.body;
      const principal = principalOf(request);
      if (session_id === null) requireUnbound(principal, added.scope);
      else await sessions.get(sessionOf(request, session_id));
      const entry = { ...(await personOf(ref, settings)), session_id, erase_on_sight };
      const { opt_out, marked } = await privacy.addOptOut(entry, principal);
      request.deed = { session_id: session_id ?? undefined, details: { opt_out_id: opt_out.id } };
      reply.code(201);
      const message = messageText(request.language, 'opt_out_added');
      return { success: true as const, message, data: { opt_out, contacts_count: marked } };
    });

    const removed = { scope: 'contacts:write', audit: 'opt_out_removed' } as const;
    const removing = { params: idParams, response: answers(200, done) };
    app.delete('/:id', { config: removed, schema: removing }, async (request) => {
      await privacy.removeOptOut(request.params.id, principalOf(request));
      request.deed = { details: { opt_out_id: request.params.id } };
      return { success: true as const, message: messageText(request.language, 'opt_out_removed') };
    });
  };
}
