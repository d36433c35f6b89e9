import type { ServerEvent } from '@grabber/contract';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Authorized, hasScope, isVisible } from '../../auth/index.ts';
import { isoTime } from '../../core/index.ts';
import type { Grab } from '../../grabbing/index.ts';
import { sessionOf } from '../access.ts';
import { type EventFeed, lastSeen, sendEvents } from '../event-stream.ts';
import type { HttpDeps } from '../ports.ts';
import { type Reader, readerOf } from '../reader.ts';
import { grabParams } from './grabs.ts';

/** What is sent goes past the serializer. */
const eventStream = { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.string() } } };
const ended = z.null().meta({ description: 'The caller has seen the end already.' });

/** What changes, told as it happens: everything that the caller may see, or one grab. */
export function eventRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const everything = {
      config: { scope: 'sessions:read' },
      sse: 'dual',
      schema: { response: { 200: eventStream } },
    } as const;
    app.get('/events', everything, async (request, reply) => sendEvents(request, reply, feedOfAll(deps, request)));

    const schema = { params: grabParams, response: { 200: eventStream, 204: ended } };
    const oneGrab = { config: { scope: 'contacts:read' }, sse: 'dual', schema } as const;
    app.get('/sessions/:session_id/grabs/:grab_id/events', oneGrab, async (request, reply) => {
      const id = sessionOf(request, request.params.session_id);
      const grab = await deps.grabs.get(id, request.params.grab_id);
      // With 204 a browser stops asking again: it has seen the end.
      if (endedBefore(grab, lastSeen(request.headers['last-event-id']))) return reply.code(204).send(null);
      await sendEvents(request, reply, feedOfGrab(deps, readerOf(request, 'contacts:read'), id, grab.id));
    });
  };
}

function feedOfAll({ sessions, grabs, jobs, feed }: HttpDeps, request: FastifyRequest): EventFeed {
  const reader = readerOf(request, 'sessions:read');
  const seesContacts = () => hasScope(reader.principal(), 'contacts:read');
  const sees = (sessionId: string) => isVisible(reader.principal().sessions, sessionId);
  return {
    mayRead: reader.mayRead,
    subscribe(tell) {
      const stops = [
        sessions.subscribe((session, change) => {
          const { session_id } = session;
          if (!sees(session_id)) return;
          tell(
            change === 'removed'
              ? { event: 'session_removed', data: { session_id } }
              : { event: 'session', data: session },
          );
        }),
        grabs.subscribe((grab) => {
          if (seesContacts() && sees(grab.session_id)) tell({ event: 'grab', data: grab });
        }),
        jobs.subscribe((job, maySee) => {
          if (seesContacts() && maySee(reader.principal())) tell({ event: 'job', data: job });
        }),
        feed.subscribe(
          () => reader.principal().sessions,
          (changed) => seesContacts() && tell({ event: 'changed', data: changed }),
        ),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    async snapshot(since) {
      const { sessions: visible } = reader.principal();
      const from = isoTime(since ?? Date.now());
      const recent = seesContacts() ? await grabs.recent(from, visible) : [];
      const recentJobs = seesContacts() ? await jobs.recent(reader.principal(), from) : [];
      return { event: 'snapshot', data: { sessions: await sessions.list(visible), grabs: recent, jobs: recentJobs } };
    },
  };
}

function feedOfGrab({ grabs }: HttpDeps, reader: Reader, id: Authorized<string>, grabId: number): EventFeed {
  return {
    mayRead: async () => (await reader.mayRead()) && isVisible(reader.principal().sessions, id),
    subscribe: (tell) => grabs.subscribe((grab) => grab.id === grabId && tell({ event: 'grab', data: grab })),
    snapshot: async () => ({ event: 'grab', data: await grabs.get(id, grabId) }),
    isLast: (event: ServerEvent) => event.event === 'grab' && event.data.finished_at !== null,
  };
}

function endedBefore({ finished_at }: Grab, seen: number | null): boolean {
  return finished_at !== null && seen !== null && Date.parse(finished_at) <= seen;
}
