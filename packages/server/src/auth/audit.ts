import type { AuditAction, AuditEntry } from '@grabber/contract';
import { type Clock, isoTime } from '../core/index.ts';
import type { Db, Page, PageWish, Storage } from '../storage/index.ts';
import { type AuditFilter, auditAfter, insertAudit, pageAudit } from './audit.repo.ts';
import type { Caller } from './authorized.ts';

/** What was done. `details` hold ids and numbers only: no names, no phones, no secrets. */
export type Deed = { action: AuditAction; session_id?: string | undefined; details?: Record<string, unknown> };

/** The audit log: who did what to which session. Lines are only ever added. */
export type Audit = {
  record(caller: Caller, deed: Deed): Promise<void>;
  /** One page. Throws `cursor_invalid`. */
  page(filter: AuditFilter, wish: PageWish & { total: boolean }): Promise<Page<AuditEntry> & { total?: number }>;
  /** Everything, oldest first, in pages. */
  pages(filter: AuditFilter): AsyncIterable<AuditEntry[]>;
};

const pageSize = 1000;

export function createAudit({ storage, clock }: { storage: Storage; clock: Clock }): Audit {
  return {
    record: (caller, deed) => storage.transaction((trx) => recordDeed(trx, clock, caller, deed)),
    page: (filter, wish) => pageAudit(storage.db, filter, wish),
    async *pages(filter) {
      for (let after: number | undefined = 0; after !== undefined; ) {
        const page = await auditAfter(storage.db, filter, after, pageSize);
        if (page.length > 0) yield page;
        after = page.length < pageSize ? undefined : page.at(-1)?.id;
      }
    },
  };
}

/** Writes the line in the transaction of the deed. */
export async function recordDeed(db: Db, clock: Clock, { principal, address }: Caller, deed: Deed): Promise<void> {
  await insertAudit(db, {
    at: isoTime(clock.now()),
    actor_kind: principal?.kind ?? 'unknown',
    actor_id: principal?.id ?? null,
    action: deed.action,
    session_id: deed.session_id ?? null,
    address: address?.slice(0, 64) ?? null,
    details: JSON.stringify(deed.details ?? {}),
  });
}
