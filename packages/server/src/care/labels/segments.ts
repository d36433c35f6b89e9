import type { ContactQuery, Segment } from '@grabber/contract';
import type { Principal } from '../../auth/index.ts';
import { countContactQuery } from '../../contacts/index.ts';
import { AppError, isoTime } from '../../core/index.ts';
import type { CareParts } from '../parts.ts';
import { byName, freeName } from './names.ts';
import { isOwn, madeBy } from './owned.ts';
import { deleteSegment, insertSegment, readSegments, type SegmentRow, updateSegment } from './segments.repo.ts';

type Wish = { name?: string | undefined; query?: ContactQuery | undefined };

/** Saved queries. A query may name sessions, so whoever is bound to some sees only the segments of their own. */
export type Segments = {
  list(principal: Principal, options: { count: boolean }): Promise<Segment[]>;
  /** Throws `name_taken`, `limit_reached`. */
  create(principal: Principal, wish: { name: string; query: ContactQuery }): Promise<Segment>;
  /** Throws `segment_not_found`, `name_taken`. */
  change(principal: Principal, id: number, wish: Wish): Promise<Segment>;
  /** Throws `segment_not_found`. */
  remove(principal: Principal, id: number): Promise<void>;
};

export function createSegments({ storage, reading, clock }: CareParts): Segments {
  const isSeen = (principal: Principal) => (row: SegmentRow) => principal.sessions === 'all' || isOwn(principal, row);

  async function counted(principal: Principal, rows: SegmentRow[]): Promise<Segment[]> {
    const segments: Segment[] = [];
    // one after the other: each may read a large part of the database
    for (const row of rows) {
      const count = await countContactQuery(reading, row.query, principal.sessions);
      segments.push({ ...shown(row), count });
    }
    return segments;
  }

  return {
    async list(principal, { count }) {
      const rows = byName((await readSegments(storage.db)).filter(isSeen(principal)));
      return count ? await counted(principal, rows) : rows.map(shown);
    },
    async create(principal, { name, query }) {
      const row = await storage.transaction(async (trx) => {
        const free = freeName(await readSegments(trx), name);
        const created_at = isoTime(clock.now());
        return insertSegment(trx, { name: free, query: JSON.stringify(query), ...madeBy(principal), created_at });
      });
      return shown(row);
    },
    async change(principal, id, { name, query }) {
      return await storage.transaction(async (trx) => {
        const all = await readSegments(trx);
        const row = found(all.filter(isSeen(principal)), id);
        const free = name === undefined ? row.name : freeName(all, name, id);
        await updateSegment(trx, id, { name: free, ...(query && { query: JSON.stringify(query) }) });
        return shown({ ...row, name: free, query: query ?? row.query });
      });
    },
    async remove(principal, id) {
      await storage.transaction(async (trx) => {
        found((await readSegments(trx)).filter(isSeen(principal)), id);
        await deleteSegment(trx, id);
      });
    },
  };
}

function found(rows: SegmentRow[], id: number): SegmentRow {
  const row = rows.find((each) => each.id === id);
  if (!row) throw new AppError('segment_not_found');
  return row;
}

function shown({ id, name, query, created_at }: SegmentRow): Segment {
  return { id, name, query, created_at };
}
