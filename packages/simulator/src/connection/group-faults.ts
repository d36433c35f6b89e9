import type { Faults } from '../faults.ts';
import { malform } from '../replies/groups.ts';
import type { WireNode } from '../wire/node.ts';
import type { Answer } from './answering.ts';
import { queryKind } from './query-kind.ts';

/** Empties or mangles a groups reply when the fault for it is on; other answers stay as they are. */
export function spoilGroups(
  faults: Faults,
  account: string,
  query: WireNode,
  answer: NonNullable<Answer>,
): NonNullable<Answer> {
  const kind = queryKind(query);
  if ((kind !== 'groups' && kind !== 'group') || 'error' in answer) return answer;
  const where = { account, on: 'groups' as const };
  if (kind === 'groups' && faults.strike('empty-groups', where)) {
    return { result: answer.result.map((groups) => ({ ...groups, content: [] })) };
  }
  const malformed = faults.strike('malformed-groups', where);
  return malformed ? { result: answer.result.map((result) => malform(result, malformed.missing)) } : answer;
}
