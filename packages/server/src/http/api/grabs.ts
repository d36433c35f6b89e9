import {
  grabAnswer,
  grabErrorList,
  grabErrorsQuery,
  grabList,
  grabsQuery,
  grabWithErrors,
  newGrab,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { messageText } from '../../i18n/index.ts';
import { sessionOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, sessionParams } from './route.ts';

/** Whatever is no number of a grab becomes one that no grab has, so that it is simply not found. */
export const grabParams = sessionParams.extend({ grab_id: z.coerce.number().int().min(0).max(2_147_483_647).catch(0) });

/** Grabs in the background: start, list, look, cancel. */
export function grabRoutes({ grabs, sessions }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const starting = { params: sessionParams, body: newGrab, response: answers(202, grabAnswer) };
    app.post(
      '/:session_id/grabs',
      { config: { scope: 'grabs:run', audit: 'grab_started' }, schema: starting },
      async (request, reply) => {
        const grab = await grabs.start(sessionOf(request, request.params.session_id), request.body.kind);
        reply.code(202);
        return { success: true as const, message: messageText(request.language, 'grab_started'), data: { grab } };
      },
    );

    const listing = { params: sessionParams, querystring: grabsQuery, response: answers(200, grabList) };
    app.get('/:session_id/grabs', { config: { scope: 'contacts:read' }, schema: listing }, async (request) => {
      const id = sessionOf(request, request.params.session_id);
      const { session_id } = await sessions.get(id);
      const { rows, ...facts } = await grabs.list(id, request.query);
      const data = { session_id, grabs: rows, ...facts };
      return { success: true as const, message: messageText(request.language, 'grabs_listed'), data };
    });

    const looking = { params: grabParams, response: answers(200, grabWithErrors) };
    app.get('/:session_id/grabs/:grab_id', { config: { scope: 'contacts:read' }, schema: looking }, async (request) => {
      const grab = await grabs.get(sessionOf(request, request.params.session_id), request.params.grab_id);
      const data = { grab, errors: await grabs.errors(grab.id) };
      return { success: true as const, message: messageText(request.language, 'grab_found'), data };
    });

    const failing = { params: grabParams, querystring: grabErrorsQuery, response: answers(200, grabErrorList) };
    const errorsPath = '/:session_id/grabs/:grab_id/errors';
    app.get(errorsPath, { config: { scope: 'contacts:read' }, schema: failing }, async (request) => {
      const grab = await grabs.get(sessionOf(request, request.params.session_id), request.params.grab_id);
      const { rows, ...facts } = await grabs.errorsPage(grab.id, request.query);
      const message = messageText(request.language, 'grab_errors_listed');
      return { success: true as const, message, data: { grab_id: grab.id, errors: rows, ...facts } };
    });

    const retrying = { params: grabParams, response: answers(202, grabAnswer) };
    const retryPath = '/:session_id/grabs/:grab_id/retry';
    app.post(
      retryPath,
      { config: { scope: 'grabs:run', audit: 'grab_started' }, schema: retrying },
      async (request, reply) => {
        const grab = await grabs.retry(sessionOf(request, request.params.session_id), request.params.grab_id);
        reply.code(202);
        return { success: true as const, message: messageText(request.language, 'grab_retried'), data: { grab } };
      },
    );

    const cancelling = { params: grabParams, response: answers(200, grabAnswer) };
    const cancelPath = '/:session_id/grabs/:grab_id/cancel';
    app.post(
      cancelPath,
      { config: { scope: 'grabs:run', audit: 'grab_cancelled' }, schema: cancelling },
      async (request) => {
        const grab = await grabs.cancel(sessionOf(request, request.params.session_id), request.params.grab_id);
        return { success: true as const, message: messageText(request.language, 'grab_cancelled'), data: { grab } };
      },
    );
  };
}
