import { CompiledQuery } from 'kysely';
import type { Db } from '../../storage.ts';

type Row = Record<string, unknown>;

const keys: Record<string, string[]> = {
  contacts: ['session_id', 'contact_id'],
  group_members: ['session_id', 'group_id', 'contact_row_id'],
};

/**
 * The ids of rows inserted by one statement. InnoDB gives such a statement ids in a row (a Galera cluster in steps);
 * that the last row has the last of them proves it for all.
 */
export async function consecutiveIds(db: Db, table: string, first: number, rows: Row[]): Promise<number[]> {
  const key = keys[table] ?? [];
  const selected = key.map((column) => `\`${column}\``).join(', ');
  const sql = `select @@auto_increment_increment as step, id, ${selected} from \`${table}\`
    where id = ? + ? * @@auto_increment_increment`;
  const { rows: found } = await db.executeQuery<Row>(CompiledQuery.raw(sql, [first, rows.length - 1]));
  const last = found[0];
  const expected = rows.at(-1);
  if (!last || !expected || key.some((column) => last[column] !== expected[column])) {
    throw new Error(`the ids of ${rows.length} new rows of ${table} do not follow one another`);
  }
  const step = Number(last['step']);
  return rows.map((_, index) => first + index * step);
}
