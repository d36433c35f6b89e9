import type { ContactDetails } from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';
import { AppError } from '../../core/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import { among } from './conditions.repo.ts';
import { readContactItems } from './items.repo.ts';

/** A person has a handful of accounts and groups; somebody in more than these is a program. */
const most = { rows: 200, memberships: 1000 };

/** A contact, and the same person in every session that the caller sees. Throws `contact_not_found`. */
export async function readContact({ db }: Storage, visible: Visible, id: number): Promise<ContactDetails> {
  const row = await findRow(db, visible, id);
  if (!row) throw new AppError('contact_not_found');
  const ids = row.person_key === '' ? [id] : await idsOfPerson(db, visible, row.person_key);
  const contacts = await readContactItems(db, visible, [...new Set([id, ...ids])]);
  const [contact] = contacts;
  if (!contact) throw new AppError('contact_not_found');
  const memberships = await membershipsOf(
    db,
    contacts.map((each) => each.id),
  );
  return { contact, person: { contacts, memberships } };
}

async function findRow(db: Db, visible: Visible, id: number) {
  const query = db.selectFrom('contacts').select('person_key').where('id', '=', id);
  return await query.where(among({ visible, alias: 'contacts' })).executeTakeFirst();
}

async function idsOfPerson(db: Db, visible: Visible, key: string): Promise<number[]> {
  const rows = await db
    .selectFrom('contacts')
    .select('id')
    .where('person_key', '=', key)
    .where('deleted_at', 'is', null)
    .where(among({ visible, alias: 'contacts' }))
    .orderBy('id')
    .limit(most.rows)
    .execute();
  return rows.map(({ id }) => id);
}

async function membershipsOf(db: Db, ids: number[]) {
  return await db
    .selectFrom('contacts as person')
    .innerJoin('group_members as member', (join) =>
      join.onRef('member.session_id', '=', 'person.session_id').onRef('member.contact_row_id', '=', 'person.id'),
    )
    .innerJoin('contacts as grp', (join) =>
      join.onRef('grp.session_id', '=', 'member.session_id').onRef('grp.contact_id', '=', 'member.group_id'),
    )
    .select(['person.session_id', 'grp.id as group_row_id', 'member.group_id', 'grp.name as group_name'])
    .select(['member.role', 'member.joined_at', 'member.left_at'])
    .where('person.id', 'in', ids)
    .orderBy('grp.sort_name')
    .orderBy('member.id')
    .limit(most.memberships)
    .execute();
}
