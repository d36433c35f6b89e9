import type { JobOutcome } from '@grabber/contract';
import type { Selectable } from 'kysely';
import { type Db, type JobItemsTable, type Page, type PageWish, readPage, type Storage } from '../storage/index.ts';
import type { ItemOutcome } from './types.ts';

export type JobItem = Selectable<JobItemsTable>;

const pageSize = 500;

/** Adds outcomes; call it in the transaction of the deed. */
export async function insertItems({ bulk }: Storage, db: Db, jobId: number, items: ItemOutcome[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ contact_row_id, line, outcome, code, before }) => ({
    job_id: jobId,
    contact_row_id: contact_row_id ?? null,
    line: line ?? null,
    outcome,
    code: code ?? null,
    before: before === undefined ? null : JSON.stringify(before),
  }));
  await bulk.insert(db, 'job_items', rows);
}

export async function pageItems(
  db: Db,
  jobId: number,
  outcome: JobOutcome | undefined,
  wish: PageWish,
): Promise<Page<JobItem>> {
  return await readPage(itemsOf(db, jobId, outcome).selectAll(), wish);
}

export async function countItems(db: Db, jobId: number, outcome: JobOutcome | undefined): Promise<number> {
  const { count } = await itemsOf(db, jobId, outcome)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** All outcomes in pages, latest first, behind the one that was seen last. */
export async function* itemPages(db: Db, jobId: number, outcome: JobOutcome | undefined): AsyncGenerator<JobItem[]> {
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = await itemsOf(db, jobId, outcome)
      .selectAll()
      .where('id', '<', before)
      .orderBy('id', 'desc')
      .limit(pageSize)
      .execute();
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    before = last.id;
  }
}

function itemsOf(db: Db, jobId: number, outcome: JobOutcome | undefined) {
  return db
    .selectFrom('job_items')
    .where('job_id', '=', jobId)
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome as JobOutcome));
}
