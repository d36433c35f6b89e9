import {
  type EngineAllContactsAnswer,
  type EngineContactsAnswer,
  type EngineGroupsAnswer,
  engineAllContactsAnswer,
  engineContactsAnswer,
  engineGroupsAnswer,
  type GrabKind,
} from '@grabber/contract';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { sessionOf } from '../access.ts';
import { grabToEnd } from '../grab-to-end.ts';
import type { HttpDeps } from '../ports.ts';
import { counted, mapPages, sendStream } from '../stream.ts';
import { engineAnswers, engineParams } from './route.ts';
import { spellContact, spellGroup } from './spelling.ts';

const config = { scope: 'grabs:run', audit: 'grab_started' } as const;
const success = true as const;

/** Groups and contacts, as the old application asks its engine for them: fresh from WhatsApp, and saved here on the way. */
export function engineContactRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  async function grab(request: FastifyRequest, sessionId: string, kind: GrabKind) {
    const id = sessionOf(request, sessionId);
    await grabToEnd(deps, request.server, id, kind);
    const groups = counted(mapPages(deps.contacts.readGrabbedGroups(id), spellGroup));
    const contacts = counted(mapPages(deps.contacts.readGrabbedContacts(id), spellContact));
    return {
      groups: { groups: groups.pages, total_groups: groups.total },
      contacts: { contacts: contacts.pages, total_contacts: contacts.total },
    };
  }

  return async (app) => {
    const groups = { params: engineParams, response: engineAnswers(engineGroupsAnswer) };
    app.get('/:sessionId/groups', { config, schema: groups }, async (request, reply) => {
      const lists = await grab(request, request.params.sessionId, 'groups');
      return sendStream<EngineGroupsAnswer>(reply, { success, data: lists.groups });
    });

    const contacts = { params: engineParams, response: engineAnswers(engineContactsAnswer) };
    app.get('/:sessionId/contacts', { config, schema: contacts }, async (request, reply) => {
      const lists = await grab(request, request.params.sessionId, 'contacts');
      return sendStream<EngineContactsAnswer>(reply, { success, data: lists.contacts });
    });

    const all = { params: engineParams, response: engineAnswers(engineAllContactsAnswer) };
    app.get('/:sessionId/all-contacts', { config, schema: all }, async (request, reply) => {
      const lists = await grab(request, request.params.sessionId, 'all');
      return sendStream<EngineAllContactsAnswer>(reply, { success, data: { ...lists.groups, ...lists.contacts } });
    });
  };
}
