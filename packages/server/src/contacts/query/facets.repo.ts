import type { ContactFacets, ContactQuery } from '@grabber/contract';
import { sql } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { knownFlag, type Reading, selectAlong } from '../../storage/index.ts';
import { type QueryOptions, whereContacts } from './conditions.repo.ts';
import { sessionNames } from './items.repo.ts';
import { lookAhead } from './look-ahead.repo.ts';
import { indexOfKinds } from './only-session.ts';

const flags = ['in_address_book', 'has_chat', 'seen_in_group', 'is_business', 'opted_out'] as const;

type Row = Awaited<ReturnType<typeof combinations>>[number];

/** How many of the contacts that a query finds there are of each kind. */
export async function readFacets(storage: Reading, query: ContactQuery, visible: Visible): Promise<ContactFacets> {
  const options = await lookAhead(storage, query, visible);
  const rows = await combinations(storage, query, visible, options);
  const sum = (some: Row[]) => some.reduce((total, { count }) => total + Number(count), 0);
  const by = <Key>(keyOf: (row: Row) => Key) =>
    [...Map.groupBy(rows, keyOf)].map(([key, some]) => ({ key, count: sum(some) })).sort((a, b) => b.count - a.count);
  const split = (has: (row: Row) => boolean) => ({
    yes: sum(rows.filter(has)),
    no: sum(rows.filter((row) => !has(row))),
  });
  const sessions = by(({ session_id }) => session_id);
  const names = await sessionNames(
    storage.db,
    sessions.map(({ key }) => key),
  );
  return {
    total: sum(rows),
    sessions: sessions.map(({ key, count }) => ({ session_id: key, session_name: names.get(key) ?? key, count })),
    countries: by(({ country_code }) => country_code).map(({ key, count }) => ({ country_code: key, count })),
    tags: await tagCounts(storage, query, visible, options),
    types: by(({ type }) => type).map(({ key, count }) => ({ type: key, count })),
    statuses: by(({ status }) => status).map(({ key, count }) => ({ status: key, count })),
    in_address_book: split((row) => row.in_address_book),
    has_chat: split((row) => row.has_chat),
    seen_in_group: split((row) => row.seen_in_group),
    is_business: split((row) => row.is_business),
    has_phone: split((row) => Number(row.has_phone) === 1),
    has_name: split((row) => Number(row.has_name) === 1),
    opted_out: split((row) => row.opted_out),
  };
}

/** Everything in one pass: there are few combinations of these, however many contacts there are. */
async function combinations(storage: Reading, query: ContactQuery, visible: Visible, options: QueryOptions) {
  const has_phone = knownFlag(storage.dialect, 'has_phone');
  const has_name = knownFlag(storage.dialect, 'has_name');
  return await selectAlong(storage, 'contacts', ...indexOfKinds(query, visible))
    .select(['session_id', 'country_code', 'type', 'status', ...flags])
    .select([has_phone.as('has_phone'), has_name.as('has_name'), sql<number>`count(*)`.as('count')])
    .where(whereContacts(storage, query, visible, options))
    .groupBy(['session_id', 'country_code', 'type', 'status', ...flags])
    .groupBy([has_phone, has_name])
    .execute();
}

async function tagCounts(storage: Reading, query: ContactQuery, visible: Visible, options: QueryOptions) {
  const rows = await storage.db
    .selectFrom('tags as tag')
    .innerJoin('contact_tags as mark', 'mark.tag_id', 'tag.id')
    .innerJoin('contacts', 'contacts.id', 'mark.contact_row_id')
    .select(['tag.id', 'tag.name', 'tag.color', sql<number>`count(*)`.as('count')])
    .where(whereContacts(storage, query, visible, options))
    .groupBy(['tag.id', 'tag.name', 'tag.color'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) })).sort((a, b) => b.count - a.count);
}
