import type { Visible } from '../../auth/index.ts';
import type { Contact } from '../../contacts/index.ts';
import type { Db } from '../../storage/index.ts';

/** Those of the named contacts that the caller sees, in the order of the names, in batches. */
export async function* chosenContacts(
  db: Db,
  visible: Visible,
  ids: readonly number[],
  batch: number,
): AsyncGenerator<Contact[]> {
  for (let start = 0; start < ids.length; start += batch) {
    const some = ids.slice(start, start + batch);
    const rows = await chosen(db, visible, some).selectAll().execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    yield some.flatMap((id) => byId.get(id) ?? []);
  }
}

export async function countChosen(db: Db, visible: Visible, ids: readonly number[]): Promise<number> {
  const { count } = await chosen(db, visible, ids)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function chosen(db: Db, visible: Visible, ids: readonly number[]) {
  return db
    .selectFrom('contacts')
    .where('id', 'in', [...ids])
    .where('is_me', '=', false)
    .$if(visible !== 'all', (query) =>
      // an empty list is no SQL on MySQL, and no session has an empty id
      query.where('session_id', 'in', ['', ...(visible as ReadonlySet<string>)]),
    );
}
