import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { contactQueryParams } from './contact-query.ts';
import { contact } from './contacts.ts';
import { pageFacts, pageQuery } from './paging.ts';
import { contactStatus, contactType, memberRole } from './states.ts';

const count = z.int().min(0);

/** A tag as it stands at a contact. */
export const tagMark = z.object({ id: z.int(), name: z.string(), color: z.string() }).meta({ id: 'TagMark' });
export type TagMark = z.infer<typeof tagMark>;

/** A contact with what users added to it and what lists show beside it. */
export const contactListItem = contact
  .extend({
    alias: z.string().nullable(),
    email: z.string().nullable(),
    company: z.string().nullable(),
    note: z.string().nullable(),
    opted_out: z.boolean(),
    /** In the trash since then. */
    deleted_at: time.nullable(),
    session_name: z.string(),
    tags: z.array(tagMark),
    /** Groups that the person is a member of now. */
    groups_count: count,
  })
  .meta({ id: 'ContactListItem' });
export type ContactListItem = z.infer<typeof contactListItem>;

/** Those without a name, phone or country come last. */
export const contactListSorts = [
  'name',
  '-name',
  'phone',
  '-phone',
  'country',
  '-country',
  'first_seen',
  '-first_seen',
  'last_seen',
  '-last_seen',
  'updated',
  '-updated',
] as const;
export type ContactListSort = (typeof contactListSorts)[number];

export const contactListQuery = pageQuery(contactListSorts).extend({
  ...contactQueryParams,
  skip: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .meta({ description: 'Rows that are passed over, from the cursor on: for a list that is jumped through.' }),
});

/** Answer of `GET /api/contacts`. */
export const contactList = answerOf(z.object({ contacts: z.array(contactListItem), ...pageFacts })).meta({
  id: 'ContactList',
});
export type ContactList = z.infer<typeof contactList>;

/** A group that a person is or was in. */
export const contactMembership = z
  .object({
    session_id: z.string(),
    group_row_id: z.int(),
    group_id: z.string(),
    group_name: z.string().nullable(),
    role: memberRole,
    joined_at: time,
    left_at: time.nullable(),
  })
  .meta({ id: 'ContactMembership' });

/** Answer of `GET /api/contacts/{id}`: the contact, and the same person in every session that the caller sees. */
export const contactAnswer = answerOf(
  z.object({
    contact: contactListItem,
    person: z.object({ contacts: z.array(contactListItem), memberships: z.array(contactMembership) }),
  }),
).meta({ id: 'ContactAnswer' });
export type ContactDetails = z.infer<typeof contactAnswer>['data'];

export const facetsQuery = z.strictObject(contactQueryParams);

const yesAndNo = z.object({ yes: count, no: count });

/** How many of the contacts found there are of each kind. */
export const contactFacets = z
  .object({
    total: count,
    sessions: z.array(z.object({ session_id: z.string(), session_name: z.string(), count })),
    /** Null: unknown. Most first. */
    countries: z.array(z.object({ country_code: z.string().nullable(), count })),
    tags: z.array(tagMark.extend({ count })),
    types: z.array(z.object({ type: contactType, count })),
    statuses: z.array(z.object({ status: contactStatus, count })),
    in_address_book: yesAndNo,
    has_chat: yesAndNo,
    seen_in_group: yesAndNo,
    is_business: yesAndNo,
    has_phone: yesAndNo,
    has_name: yesAndNo,
    opted_out: yesAndNo,
  })
  .meta({ id: 'ContactFacets' });
export type ContactFacets = z.infer<typeof contactFacets>;

/** Answer of `GET /api/contacts/facets`; the counts may be some seconds old. */
export const contactFacetsAnswer = answerOf(z.object({ facets: contactFacets })).meta({ id: 'ContactFacetsAnswer' });
