import type { Duplicate, Job, Merge } from '@grabber/contract';
import type { Principal } from '../../auth/index.ts';
import { readContactItems } from '../../contacts/index.ts';
import { AppError } from '../../core/index.ts';
import type { Jobs } from '../../jobs/index.ts';
import type { Page, PageWish } from '../../storage/index.ts';
import type { CareParts } from '../parts.ts';
import type { FieldChoice } from '../people/choose.ts';
import type { Merges } from '../people/merges.ts';
import {
  countDuplicates,
  type DuplicateFilter,
  type DuplicateRow,
  findDuplicate,
  pageDuplicates,
  samePairs,
  settleDuplicate,
} from './duplicates.repo.ts';
import { scanDuplicates } from './scan.ts';

/** Contacts that may be one person, each pair with its reason. */
export type Duplicates = {
  list(
    principal: Principal,
    wish: PageWish & DuplicateFilter & { total: boolean },
  ): Promise<Page<Duplicate> & { total?: number }>;
  /** Looks for new ones, as a job. */
  scan(principal: Principal): Promise<Job>;
  /** Throws `duplicate_not_found`, `duplicate_settled`, and what a merge throws. */
  merge(
    principal: Principal,
    id: number,
    wish: { keep_contact_id: number; fields?: FieldChoice | undefined },
  ): Promise<Merge>;
  /** Remembers that they are two people. Throws `duplicate_not_found`, `duplicate_settled`. */
  dismiss(principal: Principal, id: number): Promise<Duplicate>;
};

export function createDuplicates(
  parts: CareParts & { merges: Merges },
  jobs: Pick<Jobs, 'register' | 'start'>,
): Duplicates {
  const { storage, merges } = parts;
  jobs.register('duplicate_scan', { run: (run) => scanDuplicates(parts, run) });

  async function shown({ sessions }: Principal, rows: DuplicateRow[]): Promise<Duplicate[]> {
    const ids = [...new Set(rows.flatMap(({ a_id, b_id }) => [a_id, b_id]))];
    const items = new Map((await readContactItems(storage.db, sessions, ids)).map((item) => [item.id, item]));
    return rows.map(({ id, reason, status, found_at, a_id, b_id }) => ({
      ...{ id, reason, status, found_at },
      contacts: [a_id, b_id].flatMap((each) => items.get(each) ?? []),
    }));
  }

  return {
    async list(principal, { total, status, reason, ...wish }) {
      const filter = { status, reason };
      const page = await pageDuplicates(storage, principal.sessions, filter, wish);
      const found = { ...page, rows: await shown(principal, page.rows) };
      return total ? { ...found, total: await countDuplicates(storage, principal.sessions, filter) } : found;
    },
    scan: (principal) => jobs.start({ kind: 'duplicate_scan', params: {}, scope: principal }),
    async merge(principal, id, { keep_contact_id, fields }) {
      const row = await findDuplicate(storage, storage.db, principal.sessions, id);
      if (!row) throw new AppError('duplicate_not_found');
      if (row.status !== 'open') throw new AppError('duplicate_settled');
      return await merges.create(principal, { contact_ids: [row.a_id, row.b_id], keep_contact_id, fields }, id);
    },
    async dismiss(principal, id) {
      const row = await storage.transaction(async (trx) => {
        const found = await findDuplicate(storage, trx, principal.sessions, id);
        if (!found) throw new AppError('duplicate_not_found');
        const same = await samePairs(storage, trx, principal.sessions, id);
        if (!(await settleDuplicate(trx, id, 'dismissed'))) throw new AppError('duplicate_settled');
        for (const each of same) if (each !== id) await settleDuplicate(trx, each, 'dismissed');
        return { ...found, status: 'dismissed' as const };
      });
      const [duplicate] = await shown(principal, [row]);
      return duplicate as Duplicate;
    },
  };
}
