import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { optionalPageQuery, pageFacts } from './paging.ts';
import { contactStatus, contactType } from './states.ts';

const count = z.int().min(0);

/** A saved person or group: a row of the table `contacts`. */
export const contact = z
  .object({
    id: z.int(),
    session_id: z.string(),
    contact_id: z.string(),
    name: z.string().nullable(),
    phone_number: z.string().nullable(),
    type: contactType,
    group_id: z.string().nullable(),
    group_name: z.string().nullable(),
    group_description: z.string().nullable(),
    group_participants_count: count.nullable(),
    is_admin: z.boolean(),
    profile_picture: z.string().nullable(),
    status: contactStatus,
    grabbed_at: time.nullable(),
    created_at: time,
    updated_at: time,
    lid: z.string().nullable(),
    saved_name: z.string().nullable(),
    push_name: z.string().nullable(),
    verified_name: z.string().nullable(),
    chat_name: z.string().nullable(),
    in_address_book: z.boolean(),
    has_chat: z.boolean(),
    seen_in_group: z.boolean(),
    is_business: z.boolean(),
    country_code: z.string().nullable(),
    first_seen_at: time,
    last_seen_at: time,
    removed_at: time.nullable(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof contact>;

const contactsChoice = z.enum([...contactType.options, 'all']);

/**
 * By name, people and groups without one come last (first with a minus), by their numbers; `contact_id` is WhatsApp's id,
 * for people their number.
 */
export const contactSorts = ['name', '-name', 'contact_id', '-contact_id'] as const;
export type ContactSort = (typeof contactSorts)[number];

/** An empty choice counts as none, as it does in the old system. */
export const contactsQuery = optionalPageQuery(contactSorts).extend({
  type: z
    .codec(z.enum([...contactsChoice.options, '']), contactsChoice, {
      decode: (given) => given || 'all',
      encode: (choice) => choice,
    })
    .default('all')
    .meta({ description: 'People, groups, or both.' }),
});

/** Answer of `GET /api/sessions/{session_id}/contacts` when no page is asked for: every row, ordered by name. */
export const contactsAnswer = answerOf(
  z.object({
    session_id: z.string(),
    session_name: z.string(),
    type: contactsChoice,
    total_contacts: count,
    contacts: z.array(contact),
  }),
).meta({ id: 'ContactsAnswer' });

export type ContactsAnswer = z.infer<typeof contactsAnswer>;

/** Answer of the same route with `limit` or `cursor`. */
export const contactsPage = answerOf(
  z.object({
    session_id: z.string(),
    session_name: z.string(),
    type: contactsChoice,
    contacts: z.array(contact),
    ...pageFacts,
  }),
).meta({ id: 'ContactsPage' });
export type ContactsPage = z.infer<typeof contactsPage>;

export const contactsList = z.union([contactsAnswer, contactsPage]).meta({ id: 'ContactsList' });

export const contactsDeleted = answerOf(
  z.object({ session_id: z.string(), session_name: z.string(), deleted_count: count }),
).meta({ id: 'ContactsDeleted' });
