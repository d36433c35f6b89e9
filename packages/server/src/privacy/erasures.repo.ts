import type { Insertable, Selectable } from 'kysely';
import { type AnyRow, type Db, type ErasuresTable, type Page, type PageWish, readPage } from '../storage/index.ts';

export type ErasureRow = Selectable<ErasuresTable>;

const reportsAtOnce = 1000;

/** Writes the receipt, with what it counts still to come, and tells its number. */
export async function insertErasure(db: Db, row: Insertable<ErasuresTable>): Promise<number> {
  await db.insertInto('erasures').values(row).execute();
  const { id } = await db.selectFrom('erasures').select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
  return id;
}

export async function completeErasure(db: Db, id: number, counts: Record<string, number>): Promise<void> {
  await db
    .updateTable('erasures')
    .set({ counts: JSON.stringify(counts) })
    .where('id', '=', id)
    .execute();
}

export async function findErasure(db: Db, id: number): Promise<ErasureRow> {
  return await db.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

export async function pageErasures(
  db: Db,
  { total, ...wish }: PageWish & { total: boolean },
): Promise<Page<ErasureRow> & { total?: number }> {
  const page = await readPage(db.selectFrom('erasures').selectAll(), wish);
  if (!total) return page;
  const { n } = await db
    .selectFrom('erasures')
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return { ...page, total: Number(n) };
}

/** Lets the files of all jobs expire now, and tells how many there are. */
export async function expireJobFiles(db: Db, at: string): Promise<number> {
  const kept = await keptJobFiles(db, at);
  await db
    .updateTable('jobs')
    .set({ file_expires_at: at })
    .where('file_name', 'is not', null)
    .where('file_expires_at', '>', at)
    .execute();
  return kept;
}

/** Files of jobs that have not expired. */
export async function keptJobFiles(db: Db, at: string): Promise<number> {
  const { n } = await db
    .selectFrom('jobs')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('file_name', 'is not', null)
    .where('file_expires_at', '>', at)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Answers kept for repeated requests may quote anybody. */
export async function forgetKeptAnswers(db: Db): Promise<void> {
  await db.deleteFrom('kept_answers').where('status', 'is not', null).execute();
}

/** Reports on an old database that quote one of these numbers or ids, found by reading all of them. */
export async function reportsQuoting(db: Db, texts: string[]): Promise<number[]> {
  const found: number[] = [];
  for (let after = 0, more = true; more; ) {
    const rows: AnyRow[] = await db
      .selectFrom('migration_reports')
      .select(['id', 'details'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(reportsAtOnce)
      .execute();
    for (const { id, details } of rows) {
      const text = JSON.stringify(details);
      if (texts.some((each) => text.includes(each))) found.push(Number(id));
    }
    after = Number(rows.at(-1)?.['id'] ?? 0);
    more = rows.length === reportsAtOnce;
  }
  return found;
}

/** Forgets imports that nobody committed yet, and tells under which names their files lie. */
export async function forgetOpenImports(db: Db): Promise<string[]> {
  const open = await openImports(db);
  const ids = open.map(({ id }) => id);
  if (ids.length === 0) return [];
  await db.deleteFrom('import_rows').where('import_id', 'in', ids).execute();
  await db.deleteFrom('imports').where('id', 'in', ids).execute();
  return open.map(({ ticket }) => ticket);
}

/** Imports that nobody committed yet: their files are kept. */
export async function openImports(db: Db): Promise<{ id: number; ticket: string }[]> {
  return await db.selectFrom('imports').select(['id', 'ticket']).where('job_id', 'is', null).execute();
}
