import { pageLimits, type sessionsQuery } from '@grabber/contract';
import type { z } from 'zod';
import type { Session } from '../../sessions/index.ts';
import { pageOf } from '../../storage/index.ts';

type Wish = z.output<typeof sessionsQuery>;

/** The sessions that a caller wants to see, out of those that it may see: all of them, as ever, unless it asks for a page. */
export function sessionPage(all: Session[], { limit, cursor, sort, total }: Wish) {
  const counted = total ? { total: all.length } : {};
  const isPage = limit !== undefined || cursor !== undefined;
  const { rows, next_cursor } = pageOf(all, {
    limit: isPage ? (limit ?? pageLimits.standard) : all.length,
    sort,
    cursor,
  });
  return { sessions: rows, ...(isPage ? { next_cursor } : {}), ...counted };
}
