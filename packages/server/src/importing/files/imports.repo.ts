import type { ImportOutcome } from '@grabber/contract';
import type { Insertable, Selectable, Updateable } from 'kysely';
import {
  type Db,
  type ImportRowsTable,
  type ImportsTable,
  type Page,
  type PageWish,
  readPage,
} from '../../storage/index.ts';
import { nobody } from './people.ts';

export type ImportRowRecord = Selectable<ImportRowsTable>;
export type ImportRecord = Selectable<ImportsTable>;
export type Importer = { kind: string; id: number | null; sessions: 'all' | ReadonlySet<string> };

export async function insertImport(db: Db, row: Insertable<ImportsTable>): Promise<ImportRecord> {
  await db.insertInto('imports').values(row).execute();
  return await db.selectFrom('imports').selectAll().where('ticket', '=', row.ticket).executeTakeFirstOrThrow();
}

export async function findImport(db: Db, id: number): Promise<ImportRecord | undefined> {
  return await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function updateImport(db: Db, id: number, patch: Updateable<ImportsTable>): Promise<void> {
  await db.updateTable('imports').set(patch).where('id', '=', id).execute();
}

/** Takes an import for its job; false when it has one already. */
export async function claimImport(db: Db, id: number, job_id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set({ job_id })
    .where('id', '=', id)
    .where('job_id', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function pageImports(db: Db, reader: Importer, wish: PageWish): Promise<Page<ImportRecord>> {
  return await readPage(importsOf(db, reader).selectAll(), wish);
}

export async function countImports(db: Db, reader: Importer): Promise<number> {
  const { count } = await importsOf(db, reader)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Those that nobody committed since `uncommitted`, and all older than `any`. */
export async function oldImports(db: Db, uncommitted: string, any: string): Promise<ImportRecord[]> {
  return await db
    .selectFrom('imports')
    .selectAll()
    .where((eb) =>
      eb.or([eb('created_at', '<', any), eb.and([eb('job_id', 'is', null), eb('created_at', '<', uncommitted)])]),
    )
    .execute();
}

export async function deleteRows(db: Db, importId: number): Promise<void> {
  await db.deleteFrom('import_rows').where('import_id', '=', importId).execute();
}

/** Keeps that there were such rows, and nothing of what stood in them. */
export async function emptyRows(db: Db, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('import_rows')
    .set({ phone_number: null, lid: null, data: JSON.stringify(nobody) })
    .where('id', 'in', ids)
    .execute();
}

export async function deleteImport(db: Db, id: number): Promise<void> {
  await deleteRows(db, id);
  await db.deleteFrom('imports').where('id', '=', id).execute();
}

export async function pageRows(
  db: Db,
  importId: number,
  outcome: ImportOutcome | undefined,
  wish: PageWish,
): Promise<Page<ImportRowRecord>> {
  return await readPage(rowsOf(db, importId, outcome).selectAll(), wish);
}

export async function countRows(db: Db, importId: number, outcome: ImportOutcome | undefined): Promise<number> {
  const { count } = await rowsOf(db, importId, outcome)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Up to so many rows to be written, behind the one that was last. */
export async function rowsToWrite(db: Db, importId: number, after: number, limit: number): Promise<ImportRowRecord[]> {
  return await db
    .selectFrom('import_rows')
    .selectAll()
    .where('import_id', '=', importId)
    .where('outcome', 'in', ['new', 'update'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

function importsOf(db: Db, { kind, id, sessions }: Importer) {
  return db
    .selectFrom('imports')
    .$if(sessions !== 'all', (query) =>
      query.where('created_by_kind', '=', kind).where('created_by_id', id === null ? 'is' : '=', id),
    );
}

function rowsOf(db: Db, importId: number, outcome: ImportOutcome | undefined) {
  return db
    .selectFrom('import_rows')
    .where('import_id', '=', importId)
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome as ImportOutcome));
}
