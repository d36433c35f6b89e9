import {
  type GrabAllAnswer,
  type GrabContactsAnswer,
  type GrabGroupsAnswer,
  type GrabKind,
  grabAllAnswer,
  grabContactsAnswer,
  grabGroupsAnswer,
} from '@grabber/contract';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { sessionOf } from '../access.ts';
import { sendGrabFailure } from '../failure.ts';
import { grabToEnd } from '../grab-to-end.ts';
import type { HttpDeps } from '../ports.ts';
import { counted, sendStream } from '../stream.ts';
import { outcomeOf } from './outcome.ts';
import { answers, sessionParams } from './route.ts';

const config = { scope: 'grabs:run', audit: 'grab_started' } as const;

/** The old routes: grab, wait for the end, and answer with everything that is saved then. */
export function grabAndWaitRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const { sessions, grabs, contacts } = deps;

  async function run(request: FastifyRequest, sessionId: string, kind: GrabKind) {
    const id = sessionOf(request, sessionId);
    const session = await sessions.get(id);
    const grab = await grabToEnd(deps, request.server, id, kind);
    const outcome = outcomeOf(session, grab, kind, await grabs.errors(grab.id));
    const head = { success: true as const, message: messageText(request.language, `${kind}_grabbed`) };
    return { id, head, outcome };
  }

  return async (app) => {
    const params = sessionParams;

    const groupsRoute = { params, response: answers(200, grabGroupsAnswer) };
    const groupsOptions = { config, errorHandler: sendGrabFailure('groups'), schema: groupsRoute };
    app.get('/:session_id/grab-groups', groupsOptions, async (request, reply) => {
      const { id, head, outcome } = await run(request, request.params.session_id, 'groups');
      const { pages: groups, total: total_groups } = counted(contacts.readGrabbedGroups(id));
      return sendStream<GrabGroupsAnswer>(reply, { ...head, data: { ...outcome, groups, total_groups } });
    });

    const contactsRoute = { params, response: answers(200, grabContactsAnswer) };
    const contactsOptions = { config, errorHandler: sendGrabFailure('contacts'), schema: contactsRoute };
    app.get('/:session_id/grab-contacts', contactsOptions, async (request, reply) => {
      const { id, head, outcome } = await run(request, request.params.session_id, 'contacts');
      const { pages, total: total_contacts } = counted(contacts.readGrabbedContacts(id));
      return sendStream<GrabContactsAnswer>(reply, { ...head, data: { ...outcome, contacts: pages, total_contacts } });
    });

    const allRoute = { params, response: answers(200, grabAllAnswer) };
    const allOptions = { config, errorHandler: sendGrabFailure('all'), schema: allRoute };
    app.get('/:session_id/grab-all', allOptions, async (request, reply) => {
      const { id, head, outcome } = await run(request, request.params.session_id, 'all');
      const { pages: groups, total: total_groups } = counted(contacts.readGrabbedGroups(id));
      const { pages, total: total_contacts } = counted(contacts.readGrabbedContacts(id));
      const lists = { groups, total_groups, contacts: pages, total_contacts };
      return sendStream<GrabAllAnswer>(reply, { ...head, data: { ...outcome, ...lists } });
    });
  };
}
