import { done, newSegment, segmentAnswer, segmentChange, segmentList, segmentsQuery } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

const scope = 'contacts:write';

/** Saved queries. */
export function segmentRoutes({ care }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { querystring: segmentsQuery, response: answers(200, segmentList) };
    app.get('', { config: { scope: 'contacts:read' }, schema: listing }, async (request) => {
      const data = { segments: await care.segments.list(principalOf(request), request.query) };
      return { success: true as const, message: messageText(request.language, 'segments_listed'), data };
    });

    const creating = { body: newSegment, response: answers(201, segmentAnswer) };
    app.post('', { config: { scope, audit: 'segment_created' }, schema: creating }, async (request, reply) => {
      const segment = await care.segments.create(principalOf(request), request.body);
      request.deed = { details: { segment_id: segment.id } };
      reply.code(201);
      return { success: true as const, message: messageText(request.language, 'segment_created'), data: { segment } };
    });

    const changing = { params: idParams, body: segmentChange, response: answers(200, segmentAnswer) };
    app.patch('/:id', { config: { scope, audit: 'segment_changed' }, schema: changing }, async (request) => {
      const segment = await care.segments.change(principalOf(request), request.params.id, request.body);
      request.deed = { details: { segment_id: segment.id } };
      return { success: true as const, message: messageText(request.language, 'segment_changed'), data: { segment } };
    });

    const removing = { params: idParams, response: answers(200, done) };
    app.delete('/:id', { config: { scope, audit: 'segment_deleted' }, schema: removing }, async (request) => {
      await care.segments.remove(principalOf(request), request.params.id);
      request.deed = { details: { segment_id: request.params.id } };
      return { success: true as const, message: messageText(request.language, 'segment_deleted') };
    });
  };
}
