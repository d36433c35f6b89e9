import { isoTime } from '../../../core/index.ts';
import type { AnyDb, FoundTable, SchemaTools } from '../../dialects/schema-tools.ts';
import type { Table } from '../../dialects/table.ts';

/** Gives an old table our columns and, where it let them be null, the values that are never null with us. */
export async function extendOldTable(
  db: AnyDb,
  schema: SchemaTools,
  name: string,
  table: Table,
  found: FoundTable,
): Promise<void> {
  refuseStranger(name, found);
  await schema.extend(db, name, table);
  await fillNulls(db, name, found, table);
}

function refuseStranger(name: string, found: FoundTable): void {
  const columns = found.columns.map((column) => column.name);
  if (['id', 'session_id'].every((column) => columns.includes(column))) return;
  throw new Error(
    `DATABASE_URL leads to a database whose table ${name} is not WhatsApp Contact Grabber's; name another database`,
  );
}

async function fillNulls(db: AnyDb, name: string, found: FoundTable, table: Table): Promise<void> {
  const nullable = new Set(found.columns.filter((column) => column.nullable).map((column) => column.name));
  for (const [column, { default: fallback, type }] of Object.entries(table.columns)) {
    if (fallback === undefined || !nullable.has(column)) continue;
    const value = type === 'time' ? isoTime(Date.now()) : fallback;
    await db.updateTable(name).set(column, value).where(column, 'is', null).execute();
  }
}
