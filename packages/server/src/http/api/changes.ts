import {
  changeEntity,
  changeEventsQuery,
  changeKind,
  changesAnswer,
  changesQuery,
  latestChangesQuery,
  timelineAnswer,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isVisible, type Principal } from '../../auth/index.ts';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import { sendChanges } from '../change-stream.ts';
import type { HttpDeps } from '../ports.ts';
import { readerOf } from '../reader.ts';
import { answers } from './route.ts';

const scope = 'contacts:read';
const eventStream = { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.string() } } };

/** The change log as a feed: by cursor, and as it happens. */
export function changeRoutes({ feed }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const reading = { querystring: changesQuery, response: answers(200, changesAnswer) };
    app.get('', { config: { scope }, schema: reading }, async (request) => {
      const { since, limit } = request.query;
      const data = await feed.read(filterOf(principalOf(request), request.query), since, limit);
      return { success: true as const, message: messageText(request.language, 'changes_listed'), data };
    });

    const looking = { querystring: latestChangesQuery, response: answers(200, timelineAnswer) };
    app.get('/latest', { config: { scope }, schema: looking }, async (request) => {
      const { rows: changes, next_cursor } = await feed.latest(
        filterOf(principalOf(request), request.query),
        request.query,
      );
      const data = { changes, next_cursor };
      return { success: true as const, message: messageText(request.language, 'changes_listed'), data };
    });

    const schema = { querystring: changeEventsQuery, response: { 200: eventStream } };
    app.get('/events', { config: { scope }, sse: 'dual', schema }, async (request, reply) => {
      const reader = readerOf(request, scope);
      const since = placeOf(request.headers['last-event-id']) ?? request.query.since;
      const filter = () => filterOf(reader.principal(), request.query);
      await sendChanges(request, reply, { feed, reader, filter, since });
    });
  };
}

type Wish = { session_id?: string | undefined; entity?: string | undefined; kind?: string | undefined };

/** A session that the caller may not see is one that has no changes. */
function filterOf({ sessions }: Pick<Principal, 'sessions'>, { session_id, entity, kind }: Wish) {
  const one = session_id && isVisible(sessions, session_id) ? [session_id] : [];
  const visible = session_id ? new Set(one) : sessions;
  return { visible, entities: someOf(changeEntity, entity), kinds: someOf(changeKind, kind) };
}

function someOf<T extends string>(of: z.ZodType<T>, text = ''): T[] {
  return z.array(of).parse(text.split(',').filter(Boolean));
}

function placeOf(lastEventId: unknown): number | undefined {
  return typeof lastEventId === 'string' && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : undefined;
}
