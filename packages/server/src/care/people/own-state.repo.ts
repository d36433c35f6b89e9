import type { Selectable } from 'kysely';
import type { ContactsTable, Db, OwnState } from '../../storage/index.ts';
import { listMarks, tagMarks } from '../marks.repo.ts';

/** A row with all that users said of it. */
export type OwnedRow = Pick<Selectable<ContactsTable>, 'id' | 'session_id' | 'type' | 'person_key'> & { own: OwnState };

/** What users said of these contacts, in the order of their ids. */
export async function readOwned(db: Db, ids: number[]): Promise<OwnedRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('contacts')
    .select(['id', 'session_id', 'type', 'person_key', 'alias', 'email', 'company', 'note', 'opted_out'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  const [tags, lists] = [await tagMarks.readAll(db, ids), await listMarks.readAll(db, ids)];
  const marked = (all: typeof tags, id: number) => [...(all.get(id)?.keys() ?? [])].sort((a, b) => a - b);
  return rows.map(({ id, session_id, type, person_key, ...own }) => ({
    ...{ id, session_id, type, person_key },
    own: { ...own, tags: marked(tags, id), lists: marked(lists, id) },
  }));
}
