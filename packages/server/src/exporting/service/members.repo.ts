import { isVisible, type Visible } from '../../auth/index.ts';
import type { Contact } from '../../contacts/index.ts';
import { AppError } from '../../core/index.ts';
import type { Db } from '../../storage/index.ts';

/** The row of a group that the caller sees. Throws `group_not_found`. */
export async function requireGroup(db: Db, visible: Visible, id: number): Promise<Contact> {
  const query = db.selectFrom('contacts').selectAll().where('id', '=', id).where('type', '=', 'group');
  const group = await query.executeTakeFirst();
  if (!group || !isVisible(visible, group.session_id)) throw new AppError('group_not_found');
  return group;
}

/** The people of a group who did not opt out, in batches, oldest row first; those who have left too when that is asked. */
export async function* membersOf(
  db: Db,
  group: Contact,
  include_left: boolean,
  batch: number,
): AsyncGenerator<number[]> {
  for (let last = 0; ; ) {
    const rows = await members(db, group, include_left)
      .select('id')
      .where('opted_out', '=', false)
      .where('id', '>', last)
      .orderBy('id')
      .limit(batch)
      .execute();
    if (rows.length > 0) yield rows.map(({ id }) => id);
    if (rows.length < batch) return;
    last = rows.at(-1)?.id ?? last;
  }
}

export async function countMembers(db: Db, group: Contact, include_left: boolean): Promise<number> {
  const { count } = await members(db, group, include_left)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function members(db: Db, { session_id, contact_id }: Contact, include_left: boolean) {
  return db
    .selectFrom('contacts')
    .where('is_me', '=', false)
    .where('deleted_at', 'is', null)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('group_members')
        .select('contact_row_id')
        .where('session_id', '=', session_id)
        .where('group_id', '=', contact_id)
        .$if(!include_left, (query) => query.where('left_at', 'is', null)),
    );
}
