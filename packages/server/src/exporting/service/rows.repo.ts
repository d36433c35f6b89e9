import type { MemberRole } from '@grabber/contract';
import type { Db } from '../../storage/index.ts';
import type { ExportMembership, ExportRow } from '../types.ts';
import { denseRange } from './dense-range.ts';
import { createGroupNames } from './group-names.repo.ts';
import type { Needs } from './needs.ts';

/** Which memberships stand beside a contact: of one group, or all present ones. */
export type MembershipWish = { group?: { session_id: string; group_id: string }; include_left?: boolean };

/** Contacts as they go into a file, by their ids and in that order; who is gone meanwhile is left out. */
export type RowReader = (ids: readonly number[]) => Promise<ExportRow[]>;

type Found = { contact_row_id: number; session_id: string; group_id: string; role: MemberRole };
type ContactRow = Omit<ExportRow, 'tags' | 'memberships'> & { id: number };

const nothing: readonly never[] = [];

/** What a file may tell of a row; the whole would take twice the time. */
const columns = [
  'id',
  'session_id',
  'contact_id',
  'type',
  'name',
  'saved_name',
  'push_name',
  'verified_name',
  'alias',
  'phone_number',
  'lid',
  'country_code',
  'email',
  'company',
  'note',
  'status',
  'in_address_book',
  'is_business',
  'first_seen_at',
  'updated_at',
] as const satisfies readonly (keyof ContactRow)[];

/** The reader of one export; it reads only what is needed, and the name of each group once. */
export function createRowReader(db: Db, wish: MembershipWish, needs: Needs): RowReader {
  const nameGroups = createGroupNames(db);
  return async (ids) => {
    if (ids.length === 0) return [];
    const contacts = await contactsOf(db, ids);
    if (contacts.length === 0) return [];
    const [tags, found] = await Promise.all([
      needs.tags ? tagsOf(db, contacts) : new Map<number, string[]>(),
      needs.memberships ? membershipsOf(db, contacts, wish) : [],
    ]);
    const memberships = await named(found, nameGroups);
    return contacts.map((contact) =>
      Object.assign(contact, {
        tags: tags.get(contact.id) ?? nothing,
        memberships: memberships.get(contact.id) ?? nothing,
      }),
    );
  };
}

async function contactsOf(db: Db, ids: readonly number[]): Promise<ContactRow[]> {
  const range = denseRange(ids);
  const query = db.selectFrom('contacts').select([...columns]);
  const rows = await (range
    ? query.where('id', '>=', range.first).where('id', '<=', range.last)
    : query.where('id', 'in', [...ids])
  ).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function named(
  found: Found[],
  nameGroups: ReturnType<typeof createGroupNames>,
): Promise<Map<number, ExportMembership[]>> {
  if (found.length === 0) return new Map();
  const nameOf = await nameGroups(found);
  return gathered(
    found.map((row) => [row.contact_row_id, { group_id: row.group_id, group_name: nameOf(row), role: row.role }]),
  );
}

async function tagsOf(db: Db, contacts: ContactRow[]): Promise<Map<number, string[]>> {
  const ids = contacts.map(({ id }) => id);
  const range = denseRange(ids);
  const marks = db
    .selectFrom('contact_tags as mark')
    .innerJoin('tags as tag', 'tag.id', 'mark.tag_id')
    .select(['mark.contact_row_id as id', 'tag.name'])
    .orderBy('tag.name');
  const rows = await (range
    ? marks.where('mark.contact_row_id', '>=', range.first).where('mark.contact_row_id', '<=', range.last)
    : marks.where('mark.contact_row_id', 'in', ids)
  ).execute();
  return gathered(rows.map(({ id, name }) => [id, name]));
}

/** Of others in their range too; whoever looks them up by id does not see them. */
async function membershipsOf(
  db: Db,
  contacts: ContactRow[],
  { group, include_left }: MembershipWish,
): Promise<Found[]> {
  const ids = contacts.map(({ id }) => id);
  const range = denseRange(ids);
  const sessions = new Set(contacts.map(({ session_id }) => session_id));
  const members = db
    .selectFrom('group_members')
    .select(['contact_row_id', 'session_id', 'group_id', 'role'])
    .where('session_id', 'in', [...sessions])
    .$if(group !== undefined, (query) => query.where('group_id', '=', group?.group_id ?? ''))
    .$if(!include_left, (query) => query.where('left_at', 'is', null))
    .orderBy('id');
  if (!range) return await members.where('contact_row_id', 'in', ids).execute();
  return await members.where('contact_row_id', '>=', range.first).where('contact_row_id', '<=', range.last).execute();
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
