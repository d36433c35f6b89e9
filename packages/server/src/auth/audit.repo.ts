import type { AuditAction } from '@grabber/contract';
import type { Insertable, Selectable } from 'kysely';
import { type AuditLogTable, type Db, type Page, type PageWish, readPage } from '../storage/index.ts';
import type { Visible } from './authorized.ts';

export type AuditRow = Selectable<AuditLogTable>;

export type AuditFilter = {
  /** Rows about other sessions, or about none, are left out for callers bound to some. */
  visible: Visible;
  action?: AuditAction | undefined;
  session_id?: string | undefined;
};

/** Adds a line; nothing changes or removes one. */
export async function insertAudit(db: Db, row: Insertable<AuditLogTable>): Promise<void> {
  await db.insertInto('audit_log').values(row).execute();
}

/** One page, and how many lines there are when that was asked. */
export async function pageAudit(
  db: Db,
  filter: AuditFilter,
  wish: PageWish & { total: boolean },
): Promise<Page<AuditRow> & { total?: number }> {
  const page = await readPage(filtered(db, filter).selectAll(), wish);
  if (!wish.total) return page;
  const { total } = await filtered(db, filter)
    .select((row) => row.fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  return { ...page, total: Number(total) };
}

/** Up to `limit` lines, oldest first, newer than the line `after`. */
export async function auditAfter(db: Db, filter: AuditFilter, after: number, limit: number): Promise<AuditRow[]> {
  return await filtered(db, filter).selectAll().where('id', '>', after).orderBy('id').limit(limit).execute();
}

function filtered(db: Db, { visible, action, session_id }: AuditFilter) {
  return db
    .selectFrom('audit_log')
    .$if(action !== undefined, (query) => query.where('action', '=', action as AuditAction))
    .$if(session_id !== undefined, (query) => query.where('session_id', '=', session_id as string))
    .$if(visible !== 'all', (query) =>
      // an empty list is no SQL on MySQL, and no session has an empty id
      query.where('session_id', 'in', ['', ...(visible as ReadonlySet<string>)]),
    );
}
