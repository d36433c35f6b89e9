import type { AnyDb } from '../dialects/schema-tools.ts';
import { index, required, type Table } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

export const mergeTables: Record<string, Table> = {
  merge_links: {
    columns: {
      person_key: required('identity'),
      session_id: required('identity'),
      linked_to: required('identity'),
      merge_id: required('bigint'),
    },
    primaryKey: ['person_key', 'session_id'],
    indexes: [index('merge_id')],
  },
};

type OldLink = { person_key: string; linked_to: string; merge_id: number };

/** A merge may hold in some sessions only, and gives people a key of its own: one that is nobody's number. */
export async function scopeMerges(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  for (const [name, table] of Object.entries(mergeTables)) await schema.create(db, name, table);
  const merges = await schema.find(db, 'merges');
  if (merges?.columns.some(({ name }) => name === 'person_key')) {
    await moveLinks(db);
    await db.schema.alterTable('merges').dropColumn('person_key').execute();
  }
  await db.schema.dropTable('person_links').ifExists().execute();
}

async function moveLinks(db: AnyDb): Promise<void> {
  const merges = db.selectFrom('merges').select(['id', 'person_key']).where('undone_at', 'is', null).orderBy('id');
  const links = db.selectFrom('person_links').select(['person_key', 'linked_to', 'merge_id']);
  const moved = movedLinks(
    (await merges.execute()).map(({ id, person_key }) => ({ id: Number(id), person_key })),
    (await links.execute()).map((link) => ({ ...(link as OldLink), merge_id: Number(link.merge_id) })),
  );
  await db.deleteFrom('merge_links').execute();
  for (const [person_key, linked_to] of moved) {
    const merge_id = Number(linked_to.slice('merge:'.length));
    await db.insertInto('merge_links').values({ person_key, session_id: '', linked_to, merge_id }).execute();
    await db
      .updateTable('contacts')
      .set({ person_key: endOf(moved, person_key) })
      .where('person_key', '=', person_key)
      .execute();
  }
}

/** In place of links to the key of who was kept: links of all of them to the key of the merge. */
function movedLinks(merges: { id: number; person_key: string }[], links: OldLink[]): Map<string, string> {
  const moved = new Map<string, string>();
  for (const { id, person_key } of merges) {
    const own = links.filter(({ merge_id }) => merge_id === id).map((link) => link.person_key);
    for (const key of [person_key, ...own]) {
      const end = endOf(moved, key);
      if (end !== `merge:${id}`) moved.set(end, `merge:${id}`);
    }
  }
  // a hidden id of which the number became known later
  for (const { person_key, linked_to } of links.filter(({ merge_id }) => merge_id === 0)) {
    const [lid, phone] = [endOf(moved, person_key), endOf(moved, linked_to)];
    if (lid !== phone && lid.startsWith('merge:')) moved.set(phone, lid);
  }
  return moved;
}

function endOf(links: Map<string, string>, key: string): string {
  let end = key;
  for (let next = links.get(end); next !== undefined; next = links.get(end)) end = next;
  return end;
}
