import { comparisonAnswer, comparisonQuery, timelineAnswer, timelineQuery } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Grab } from '../../grabbing/index.ts';
import { messageText } from '../../i18n/index.ts';
import { principalOf, sessionOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { grabParams } from './grabs.ts';
import { answers, idParams } from './route.ts';

const config = { scope: 'contacts:read' } as const;

/** What happened to one contact or group, and what one grab found different. */
export function historyRoutes({ history, grabs }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const timeline = { params: idParams, querystring: timelineQuery, response: answers(200, timelineAnswer) };
    app.get('/contacts/:id/timeline', { config, schema: timeline }, async (request) => {
      const { sessions } = principalOf(request);
      const { rows, next_cursor } = await history.ofContact(request.params.id, sessions, request.query);
      const message = messageText(request.language, 'timeline_read');
      return { success: true as const, message, data: { changes: rows, next_cursor } };
    });

    app.get('/groups/:id/timeline', { config, schema: timeline }, async (request) => {
      const { sessions } = principalOf(request);
      const { rows, next_cursor } = await history.ofGroup(request.params.id, sessions, request.query);
      const message = messageText(request.language, 'timeline_read');
      return { success: true as const, message, data: { changes: rows, next_cursor } };
    });

    const comparing = { params: grabParams, querystring: comparisonQuery, response: answers(200, comparisonAnswer) };
    const comparison = '/sessions/:session_id/grabs/:grab_id/comparison';
    app.get(comparison, { config, schema: comparing }, async (request) => {
      const id = sessionOf(request, request.params.session_id);
      const grab = await grabs.get(id, request.params.grab_id);
      const { part, ...wish } = request.query;
      const [{ rows, ...found }, previous] = await Promise.all([
        history.ofGrab(id, grab.id, part, wish),
        grabBefore(grabs, id, grab),
      ]);
      const message = messageText(request.language, 'comparison_read');
      return { success: true as const, message, data: { grab, previous, changes: rows, ...found } };
    });
  };
}

/** How many grabs before it are looked through. */
const lookBack = 1000;

async function grabBefore(grabs: HttpDeps['grabs'], id: Parameters<HttpDeps['grabs']['list']>[0], grab: Grab) {
  const { rows } = await grabs.list(id, { sort: '-id', limit: lookBack, total: false });
  const serves = ({ kind }: Grab) => kind === grab.kind || kind === 'all';
  const endedWell = ({ status }: Grab) => status === 'completed' || status === 'completed_with_errors';
  return rows.find((each) => each.id < grab.id && serves(each) && endedWell(each)) ?? null;
}
