import type { Visible } from '../../auth/index.ts';
import { chunksOf } from '../../core/index.ts';
import type { Db } from '../../storage/index.ts';

/** Those of the named contacts that the caller sees and that did not opt out, in the order of the names, in batches. */
export async function* chosenContacts(
  db: Db,
  visible: Visible,
  ids: readonly number[],
  batch: number,
): AsyncGenerator<number[]> {
  for (const some of chunksOf(ids, batch)) {
    const rows = await chosen(db, visible, some).select('id').where('opted_out', '=', false).execute();
    const found = new Set(rows.map(({ id }) => id));
    yield some.filter((id) => found.has(id));
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
