import type { MemberRole } from '@grabber/contract';
import type { Contact } from '../../contacts/index.ts';
import type { Db } from '../../storage/index.ts';
import type { ExportMembership, ExportRow } from '../types.ts';

/** Which memberships stand beside a contact: of one group, or all present ones. */
export type MembershipWish = { group?: { session_id: string; group_id: string }; include_left?: boolean };

type Found = { id: number; group_id: string; group_name: string | null; role: MemberRole };

/** Contacts as they go into a file, with their tags and groups. */
export async function exportRowsOf(db: Db, contacts: Contact[], wish: MembershipWish): Promise<ExportRow[]> {
  if (contacts.length === 0) return [];
  const ids = contacts.map(({ id }) => id);
  const [tags, memberships] = await Promise.all([tagsOf(db, ids), membershipsOf(db, ids, wish)]);
  return contacts.map((contact) => ({
    ...contact,
    tags: tags.get(contact.id) ?? [],
    memberships: memberships.get(contact.id) ?? [],
  }));
}

async function tagsOf(db: Db, ids: number[]): Promise<Map<number, string[]>> {
  const rows = await db
    .selectFrom('contact_tags as mark')
    .innerJoin('tags as tag', 'tag.id', 'mark.tag_id')
    .select(['mark.contact_row_id as id', 'tag.name'])
    .where('mark.contact_row_id', 'in', ids)
    .orderBy('tag.name')
    .execute();
  return gathered(rows.map(({ id, name }) => [id, name]));
}

async function membershipsOf(
  db: Db,
  ids: number[],
  { group, include_left }: MembershipWish,
): Promise<Map<number, ExportMembership[]>> {
  const rows: Found[] = await db
    .selectFrom('contacts as person')
    .innerJoin('group_members as member', (join) =>
      join.onRef('member.session_id', '=', 'person.session_id').onRef('member.contact_row_id', '=', 'person.id'),
    )
    .leftJoin('contacts as named', (join) =>
      join.onRef('named.session_id', '=', 'member.session_id').onRef('named.contact_id', '=', 'member.group_id'),
    )
    .select(['person.id', 'member.group_id', 'named.name as group_name', 'member.role'])
    .where('person.id', 'in', ids)
    .$if(group !== undefined, (query) => query.where('member.group_id', '=', group?.group_id ?? ''))
    .$if(!include_left, (query) => query.where('member.left_at', 'is', null))
    .orderBy('member.id')
    .execute();
  return gathered(rows.map(({ id, ...membership }) => [id, membership]));
}

function gathered<T>(pairs: [number, T][]): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const [id, value] of pairs) {
    const known = found.get(id);
    if (known) known.push(value);
    else found.set(id, [value]);
  }
  return found;
}
