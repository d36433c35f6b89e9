import { AppError, parseJid } from '../../../core/index.ts';
import type { EngineAccount, EngineFailure } from '../../engine.ts';
import { segment } from '../client/index.ts';
import type { GroupsRead } from '../gateway.ts';
import { failure, gatewayError } from '../problem.ts';
import { buildGroups, createTurns, type RawGroup, readMembers, readRows } from '../reading/index.ts';
import { groupRow, memberRow } from './group-row.ts';
import { loadLids, type Source } from './lids.ts';

/** The account's groups by one list call; a group whose list of members did not come with it is asked for singly. */
export async function readGroups(source: Source, account: EngineAccount, signal: AbortSignal): Promise<GroupsRead> {
  const { client, own, book } = source;
  const turn = createTurns(signal);
  const lidProblems = await loadLids(source, 'group', turn, signal);
  const rows = rowsOf(await client.get(`${own}/groups`, { signal, wait: 'list' }));
  const { items, failures } = await readRows(rows, groupRow, 'group', turn);
  const rosterProblems: EngineFailure[] = [];
  const whole: RawGroup[] = [];
  for (const group of items) {
    const asks = group.members === null && parseJid(group.id)?.kind === 'group';
    whole.push(asks ? await withMembers(source, group, rosterProblems, signal) : group);
  }
  const built = await buildGroups(book, whole, account, turn);
  const problems = [...lidProblems, ...failures, ...rosterProblems, ...built.failures];
  return { groups: built.groups, failures: problems, complete: true };
}

/** An array, or, from NOWEB, an object keyed by group id (other-engines.md, WAHA 4). */
function rowsOf(answer: unknown): unknown[] {
  if (Array.isArray(answer)) return answer;
  if (typeof answer !== 'object' || answer === null) throw gatewayError('answer_unreadable');
  return Object.entries(answer).map(([id, group]) => (isObject(group) ? { id, ...group } : group));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Never the route without `v2`: NOWEB reads all groups for each call of that. */
async function withMembers(
  { client, own }: Source,
  group: RawGroup,
  problems: EngineFailure[],
  signal: AbortSignal,
): Promise<RawGroup> {
  try {
    const rows = await client.get(`${own}/groups/${segment(group.id)}/participants/v2`, { signal, wait: 'list' });
    if (!Array.isArray(rows)) throw gatewayError('answer_unreadable');
    return { ...group, ...readMembers(rows.filter(isPresent), memberRow) };
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError) || error.code === 'not_connected') throw error;
    problems.push(failure('participant', group.id, error));
    return group;
  }
}

/** Who left is listed for a while. */
function isPresent(row: unknown): boolean {
  return !(isObject(row) && 'role' in row && row.role === 'left');
}
