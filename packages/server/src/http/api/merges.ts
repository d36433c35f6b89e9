import { mergeAnswer, mergeList, mergesQuery, mergeUndone, newMerge } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

const scope = 'contacts:write';

/** Contacts that a user said are one person. */
export function mergeRoutes({ care }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { querystring: mergesQuery, response: answers(200, mergeList) };
    app.get('', { config: { scope: 'contacts:read' }, schema: listing }, async (request) => {
      const { rows, ...facts } = await care.merges.list(principalOf(request), request.query);
      const data = { merges: rows, ...facts };
      return { success: true as const, message: messageText(request.language, 'merges_listed'), data };
    });

    const merging = { body: newMerge, response: answers(201, mergeAnswer) };
    app.post('', { config: { scope, audit: 'contacts_merged' }, schema: merging }, async (request, reply) => {
      const merge = await care.merges.create(principalOf(request), request.body);
      request.deed = { details: { merge_id: merge.id } };
      reply.code(201);
      return { success: true as const, message: messageText(request.language, 'contacts_merged'), data: { merge } };
    });

    const undoing = { params: idParams, response: answers(200, mergeUndone) };
    app.post('/:id/undo', { config: { scope, audit: 'merge_undone' }, schema: undoing }, async (request) => {
      const data = await care.merges.undo(principalOf(request), request.params.id);
      request.deed = { details: { merge_id: data.merge.id } };
      return { success: true as const, message: messageText(request.language, 'merge_taken_back'), data };
    });
  };
}
