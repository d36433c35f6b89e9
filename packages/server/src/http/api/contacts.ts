import {
  type Contact,
  type ContactsAnswer,
  contact,
  contactsDeleted,
  contactsList,
  contactsQuery,
  pageLimits,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { messageText } from '../../i18n/index.ts';
import { sessionOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { counted, mapPages, sendStream } from '../stream.ts';
import { answers, sessionParams } from './route.ts';
import { sendList } from './send-list.ts';

/** What is saved under a session. */
export function contactRoutes({ sessions, contacts }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { params: sessionParams, querystring: contactsQuery, response: answers(200, contactsList) };
    app.get(
      '/:session_id/contacts',
      { config: { scope: 'contacts:read', isRemembered: true }, schema: listing },
      async (request, reply) => {
        const id = sessionOf(request, request.params.session_id);
        const { type } = request.query;
        const { session_id, name: session_name } = await sessions.get(id);
        const head = { success: true as const, message: messageText(request.language, 'contacts_listed') };
        const about = { session_id, session_name, type };
        const only = type === 'all' ? undefined : type;
        if (isPage(request.query)) {
          const { rows, ...facts } = await contacts.pageSaved(id, { ...pageWish(request.query), type: only });
          return sendList(reply, 'contacts', rows, { ...head, data: { ...about, ...facts } });
        }
        const { pages, total: total_contacts } = counted(mapPages(contacts.listSaved(id, only), shown));
        return sendStream<ContactsAnswer>(reply, { ...head, data: { ...about, contacts: pages, total_contacts } });
      },
    );

    const removing = { params: sessionParams, response: answers(200, contactsDeleted) };
    app.delete(
      '/:session_id/contacts',
      { config: { scope: 'contacts:write', audit: 'contacts_deleted' }, schema: removing },
      async (request) => {
        const id = sessionOf(request, request.params.session_id);
        const { session_id, name: session_name } = await sessions.get(id);
        const deleted_count = await contacts.deleteSaved(id);
        const message = messageText(request.language, 'contacts_deleted');
        return { success: true as const, message, data: { session_id, session_name, deleted_count } };
      },
    );
  };
}

type Query = z.output<typeof contactsQuery>;

/** Existing callers say nothing of these, and get every row. */
function isPage({ limit, cursor, sort, total }: Query): boolean {
  return limit !== undefined || cursor !== undefined || total || sort !== 'name';
}

function pageWish({ limit = pageLimits.standard, cursor, sort, total }: Query) {
  return { limit, cursor, sort, total };
}

const columns = Object.keys(contact.shape) as (keyof Contact)[];

/** A row without what is for our own use. */
function shown(row: Contact): Contact {
  const shownRow: Record<string, unknown> = {};
  for (const column of columns) shownRow[column] = row[column];
  return shownRow as Contact;
}
