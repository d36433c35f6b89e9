import { sql } from 'kysely';
import type { Storage } from '../storage/index.ts';

/** The bytes of a JSON array, ready to be sent: made once, and never read again on their way out. */
export type JsonList = Uint8Array;

/** Rows that are in memory, as bytes. */
export function jsonList(rows: unknown[]): JsonList {
  return Buffer.from(JSON.stringify(rows));
}

/** The contacts of these ids, in their order, written by SQLite itself from `fields`, the arguments of a `json_object`. */
export async function sqliteJsonRows({ db }: Storage, ids: number[], fields: string, joins = ''): Promise<JsonList> {
  // a cross join keeps to the order of what stands left of it
  const query = sql<{ list: JsonList }>`
    select cast(json_group_array(json_object(${sql.raw(fields)})) as blob) as list
    from json_each(${JSON.stringify(ids)}) as place cross join contacts on contacts.id = place.value ${sql.raw(joins)}`;
  const [row] = (await query.execute(db)).rows;
  return row?.list ?? jsonList([]);
}
