import { z } from 'zod';
import { AppError } from '../../../core/index.ts';
import type { EngineFailure } from '../../engine.ts';
import type { GatewayClient } from '../client/index.ts';
import { failure, problemOf } from '../problem.ts';
import { claimOf, heed, id, type LidBook, maybeId, readRows, size, type Turn } from '../reading/index.ts';
import { pageRows, readArrays } from './paging.ts';

/** What the readers of one WAHA session share. `own` is the path of the session's routes. */
export type Source = { client: GatewayClient; book: LidBook; own: string; session: string };

const pair = z.looseObject({ lid: id, pn: maybeId }).transform(({ lid, pn }) => claimOf([lid], pn));
const count = z.looseObject({ count: size });

/**
 * Loads the map of LIDs, before anything is merged by it. A version without the map, or one that tells less of it than it counts, is told as a failure:
 * ids are then read with less certainty, so that nobody may be taken for gone.
 */
export async function loadLids(
  { client, book, own }: Source,
  item: 'contact' | 'group',
  turn: Turn,
  signal: AbortSignal,
): Promise<EngineFailure[]> {
  try {
    const counted = count.safeParse(await client.get(`${own}/lids/count`, { signal })).data?.count ?? 0;
    const { rows } = await readArrays((offset) =>
      client.get(`${own}/lids`, { signal, wait: 'list', query: { limit: pageRows, offset } }),
    );
    const { items, failures } = await readRows(rows, pair, item, turn);
    await heed(book, items, turn);
    return rows.length >= counted ? failures : [...failures, cutShort(item)];
  } catch (error) {
    const problem = problemOf(error);
    const bearable = problem === 'engine_too_old' || problem === 'store_not_enabled';
    if (error instanceof AppError && bearable) return [failure(item, null, error)];
    throw error;
  }
}

function cutShort(item: 'contact' | 'group'): EngineFailure {
  return failure(item, null, new AppError('upstream', { cause: new Error('the map of LIDs came in part only') }));
}
