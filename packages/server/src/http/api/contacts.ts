import {
  type Contact,
  type ContactsAnswer,
  contact,
  contactsAnswer,
  contactsDeleted,
  contactsQuery,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { sessionOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { counted, mapPages, sendStream } from '../stream.ts';
import { answers, sessionParams } from './route.ts';

/** What is saved under a session. */
export function contactRoutes({ sessions, contacts }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { params: sessionParams, querystring: contactsQuery, response: answers(200, contactsAnswer) };
    app.get(
      '/:session_id/contacts',
      { config: { scope: 'contacts:read' }, schema: listing },
      async (request, reply) => {
        const id = sessionOf(request, request.params.session_id);
        const { type } = request.query;
        const { session_id, name: session_name } = await sessions.get(id);
        const rows = counted(mapPages(contacts.listSaved(id, type === 'all' ? undefined : type), shown));
        return sendStream<ContactsAnswer>(reply, {
          success: true,
          message: messageText(request.language, 'contacts_listed'),
          data: { session_id, session_name, type, contacts: rows.pages, total_contacts: rows.total },
        });
      },
    );

    const removing = { params: sessionParams, response: answers(200, contactsDeleted) };
    app.delete('/:session_id/contacts', { config: { scope: 'contacts:write' }, schema: removing }, async (request) => {
      const id = sessionOf(request, request.params.session_id);
      const { session_id, name: session_name } = await sessions.get(id);
      const deleted_count = await contacts.deleteSaved(id);
      const message = messageText(request.language, 'contacts_deleted');
      return { success: true as const, message, data: { session_id, session_name, deleted_count } };
    });
  };
}

const columns = Object.keys(contact.shape) as (keyof Contact)[];

/** A row without what is for our own use. */
function shown(row: Contact): Contact {
  return Object.fromEntries(columns.map((column) => [column, row[column]])) as Contact;
}
