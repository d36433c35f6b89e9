import { hasRows } from '../../contacts/index.ts';
import { type Clock, isoTime } from '../../core/index.ts';
import type { EngineNews } from '../../engine/index.ts';
import type { OptOutGuard } from '../../opt-outs/index.ts';
import type { Storage } from '../../storage/index.ts';
import { commit } from './commit.ts';
import { settleLive } from './judge.ts';
import { loadConcerned } from './live-load.ts';
import { carryNumbers } from './renumber.ts';
import type { WriteJob } from './state.ts';
import { takeNews } from './take-news.ts';
import type { heirOf } from './tracked.ts';
import { forgetUnwanted, heedUnwanted } from './unwanted.ts';

/** For whom live changes are saved. */
export type LiveJob = Pick<WriteJob, 'sessionId' | 'me'>;

export type LiveOutcome = {
  /** Groups that must be read whole, since what was told of them fits nothing that is known. */
  unknownGroups: string[];
  /** Items that nobody could read. */
  unreadable: number;
};

/**
 * Saves what an account told between grabs: the same identity, merging and comparing as in a grab, over the rows concerned only, in
 * one transaction. A session under which nothing is saved yet waits for its first grab. Nobody else may write the session meanwhile.
 */
export async function saveNews(
  storage: Storage,
  { sessionId, me }: LiveJob,
  news: EngineNews[],
  clock: Clock,
  guard?: OptOutGuard,
): Promise<LiveOutcome> {
  if (!(await hasRows(storage.db, sessionId))) return { unknownGroups: [], unreadable: 0 };
  const job: WriteJob = { sessionId, me, grabId: null };
  const state = await loadConcerned(storage, job, news, isoTime(clock.now()));
  if (guard) heedUnwanted(state, guard);
  const lost = new Set<Parameters<typeof heirOf>[0]>();
  const unknownGroups = new Set<string>();
  for (const each of news) takeNews({ state, lost, unknownGroups }, each);
  carryNumbers(state, lost);
  for (const person of state.leavers) lost.add(person);
  settleLive(state, lost);
  if (state.dirty.size > 0 || state.dirtyMembers.size > 0 || state.merges.length > 0)
    await commit(storage, state, guard);
  await forgetUnwanted(storage, state);
  return { unknownGroups: [...unknownGroups], unreadable: state.errors };
}
