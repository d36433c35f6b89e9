import { chunksOf } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import type { Note } from './parts.ts';

/** Since when a contact has a tag or is on a list, and by whom (tags only). */
export type Mark = { added_at: string; source: string };

/** Tags and lists alike: what contacts are marked with. */
export type Marks = {
  /** What it is called in the change log. */
  field: 'tags' | 'lists';
  /** Which of these contacts have it. */
  read(db: Db, id: number, contacts: number[]): Promise<Map<number, Mark>>;
  /** All that these contacts have. */
  readAll(db: Db, contacts: number[]): Promise<Map<number, Map<number, Mark>>>;
  /** Gives it to contacts that do not have it. */
  add(storage: Storage, db: Db, id: number, contacts: Map<number, Mark>): Promise<void>;
  remove(db: Db, id: number, contacts: number[]): Promise<void>;
  /** Its name; undefined when there is none of this id. */
  nameOf(db: Db, id: number): Promise<string | undefined>;
};

/** The same mark for many. */
export function sameFor(contacts: number[], { source, at }: Note): Map<number, Mark> {
  return new Map(contacts.map((id) => [id, { added_at: at, source }]));
}

export const tagMarks: Marks = {
  field: 'tags',
  async read(db, id, contacts) {
    return only(await tagMarks.readAll(db, contacts), id);
  },
  async readAll(db, contacts) {
    const found = new Map<number, Map<number, Mark>>();
    for (const some of chunksOf(contacts)) {
      const rows = await db.selectFrom('contact_tags').selectAll().where('contact_row_id', 'in', some).execute();
      for (const { contact_row_id, tag_id, ...mark } of rows) put(found, contact_row_id, tag_id, mark);
    }
    return found;
  },
  async add({ bulk }, db, tag_id, contacts) {
    const rows = [...contacts].map(([contact_row_id, mark]) => ({ contact_row_id, tag_id, ...mark }));
    if (rows.length > 0) await bulk.insert(db, 'contact_tags', rows);
  },
  async remove(db, id, contacts) {
    for (const some of chunksOf(contacts))
      await db.deleteFrom('contact_tags').where('tag_id', '=', id).where('contact_row_id', 'in', some).execute();
  },
  async nameOf(db, id) {
    return (await db.selectFrom('tags').select('name').where('id', '=', id).executeTakeFirst())?.name;
  },
};

export const listMarks: Marks = {
  field: 'lists',
  async read(db, id, contacts) {
    return only(await listMarks.readAll(db, contacts), id);
  },
  async readAll(db, contacts) {
    const found = new Map<number, Map<number, Mark>>();
    for (const some of chunksOf(contacts)) {
      const query = db.selectFrom('contact_list_members').selectAll().where('contact_row_id', 'in', some);
      for (const { contact_row_id, list_id, added_at } of await query.execute())
        put(found, contact_row_id, list_id, { added_at, source: '' });
    }
    return found;
  },
  async add({ bulk }, db, list_id, contacts) {
    const rows = [...contacts].map(([contact_row_id, { added_at }]) => ({ contact_row_id, list_id, added_at }));
    if (rows.length > 0) await bulk.insert(db, 'contact_list_members', rows);
  },
  async remove(db, id, contacts) {
    for (const some of chunksOf(contacts))
      await db
        .deleteFrom('contact_list_members')
        .where('list_id', '=', id)
        .where('contact_row_id', 'in', some)
        .execute();
  },
  async nameOf(db, id) {
    return (await db.selectFrom('contact_lists').select('name').where('id', '=', id).executeTakeFirst())?.name;
  },
};

function put(found: Map<number, Map<number, Mark>>, contact: number, id: number, mark: Mark): void {
  const known = found.get(contact);
  if (known) known.set(id, mark);
  else found.set(contact, new Map([[id, mark]]));
}

function only(all: Map<number, Map<number, Mark>>, id: number): Map<number, Mark> {
  const found = new Map<number, Mark>();
  for (const [contact, marks] of all) {
    const mark = marks.get(id);
    if (mark) found.set(contact, mark);
  }
  return found;
}
