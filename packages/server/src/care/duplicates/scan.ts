import { chunksOf, isoTime } from '../../core/index.ts';
import type { JobRun } from '../../jobs/index.ts';
import type { CareParts } from '../parts.ts';
import { lastContactId } from '../rows.repo.ts';
import { insertPairs, type Pair } from './duplicates.repo.ts';
import { namesakes, pairOf } from './pairs.ts';
import {
  goneAndCome,
  keysBehind,
  membersOf,
  movedNumbers,
  rowsOfKeys,
  sessionIds,
  sessionsOfGroups,
} from './search.repo.ts';
import { prefixesOfVariants, shortVariant } from './variants.ts';

/** Whoever has more to look through should merge first. */
const mostPairs = 20_000;
const keysPerStep = 1000;
const groupsPerStep = 10;
const idsPerStep = 20_000;
/** How long after one row went the other may have come, or before. */
const monthMs = 30 * 24 * 3_600_000;

/** Looks for contacts that may be one person, in pieces; what was found is kept whatever becomes of the job. Repeating it finds only what is new. */
export async function scanDuplicates(parts: CareParts, run: JobRun): Promise<{ found: number }> {
  const { storage, clock } = parts;
  const visible = run.scope.sessions;
  let found = 0;

  async function keep(done: number, pairs: Pair[]): Promise<void> {
    await run.step(async (trx) => {
      found += await insertPairs(storage, trx, pairs.slice(0, mostPairs - found), isoTime(clock.now()));
      return { done };
    });
  }

  const groups = [...(await sessionsOfGroups(storage, visible))];
  const sessions = await sessionIds(storage, visible);
  await run.expect(prefixesOfVariants.length + sessions.length + groups.length + 1);

  for (const prefix of prefixesOfVariants) {
    for await (const pairs of variantPairs(parts, run, prefix)) await keep(0, pairs);
    await keep(1, []);
  }
  for (const id of sessions) await keep(1, await changedNumbers(parts, run, id));
  const last = await lastContactId(storage.db);
  for (let after = 0; after < last; after += idsPerStep) {
    const moved = await movedNumbers(storage, visible, after, after + idsPerStep);
    await keep(
      0,
      moved.map((pair) => ({ ...pair, reason: 'number_changed' })),
    );
  }
  await keep(1, []);
  for (const some of chunksOf(groups, groupsPerStep)) {
    const pairs: Pair[] = [];
    for (const [id, ofSessions] of some)
      for (const pair of namesakes(await membersOf(storage, visible, id, ofSessions)))
        pairs.push({ ...pair, reason: 'same_name_and_group' });
    await keep(some.length, pairs);
  }
  return { found };
}

async function* variantPairs({ storage }: CareParts, run: JobRun, prefix: string): AsyncGenerator<Pair[]> {
  const visible = run.scope.sessions;
  for (let after = ''; ; ) {
    const keys = await keysBehind(storage, visible, { prefix, after, limit: keysPerStep });
    const spellings = keys.flatMap((long) => {
      const short = shortVariant(long);
      return short === undefined ? [] : [{ long, short }];
    });
    const rows = Map.groupBy(
      await rowsOfKeys(
        storage,
        visible,
        spellings.flatMap(({ long, short }) => [long, short]),
      ),
      ({ person_key }) => person_key,
    );
    yield spellings.flatMap(({ long, short }) => {
      const pair = pairOf(rows.get(long) ?? [], rows.get(short) ?? []);
      return pair ? [{ ...pair, reason: 'number_variant' as const }] : [];
    });
    if (keys.length < keysPerStep) return;
    after = keys.at(-1) ?? after;
  }
}

async function changedNumbers({ storage }: CareParts, run: JobRun, sessionId: string): Promise<Pair[]> {
  const rows = await goneAndCome(storage, run.scope.sessions, sessionId);
  return rows
    .filter(
      ({ removed_at, first_seen_at }) => Math.abs(Date.parse(first_seen_at) - Date.parse(removed_at ?? '')) <= monthMs,
    )
    .map(({ a_id, b_id }) => ({ a_id, b_id, reason: 'number_changed' as const }));
}
