import type { Insertable } from 'kysely';
import { type OldContact, type Plan, planAdoption } from '../../../adopting/index.ts';
import { chunksOf, isoTime } from '../../../core/index.ts';
import type { AnyDb } from '../../dialects/schema-tools.ts';
import type { Database } from '../../schema.ts';
import type { BulkWriter } from '../../storage.ts';
import { contacts } from '../0001-tables.ts';

const migration = '0001-create-or-adopt';
const ours = Object.keys(contacts.columns).filter((column) => column !== 'id');

/** Brings the rows of the old `contacts` to one row a person and group; one session is one transaction. */
export async function adoptContacts(db: AnyDb, bulk: BulkWriter): Promise<void> {
  const sessions = await db.selectFrom('contacts').select('session_id').distinct().execute();
  for (const { session_id } of sessions) {
    await inTransaction(db, async (trx) => {
      const found = await trx.selectFrom('contacts').selectAll().where('session_id', '=', session_id).execute();
      const rows = found as OldContact[];
      await apply(trx, bulk, session_id, planAdoption(rows), rows.length);
    });
  }
}

/** SQLite and PostgreSQL migrate in one transaction anyway. */
async function inTransaction(db: AnyDb, work: (trx: AnyDb) => Promise<void>): Promise<void> {
  if (db.isTransaction) await work(db);
  else await db.transaction().execute(work);
}

async function apply(db: AnyDb, bulk: BulkWriter, session_id: string, plan: Plan, rowsBefore: number): Promise<void> {
  const { updates, merges, reports } = plan;
  if (updates.length + merges.length === 0) return;
  for (const part of chunksOf(merges)) {
    const ids = part.map((merge) => merge.old_id);
    await db.deleteFrom('contacts').where('id', 'in', ids).execute();
  }
  await bulk.insert(
    db,
    'contact_aliases',
    merges.map((merge) => ({ ...merge, session_id })),
  );
  await bulk.update(db, 'contacts', updates, ours);
  const at = isoTime(Date.now());
  const summary = { rows: rowsBefore, updated: updates.length, merged: merges.length, reports: reports.length };
  const lines: Insertable<Database['migration_reports']>[] = [
    { migration, kind: 'summary', session_id, contact_row_id: null, details: JSON.stringify(summary), at },
    ...reports.map(({ kind, contact_row_id, details }) => {
      return { migration, kind, session_id, contact_row_id, details: JSON.stringify(details), at };
    }),
  ];
  await bulk.insert(db, 'migration_reports', lines);
}
