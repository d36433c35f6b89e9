import type { EngineFailure, EngineGroup } from '../engine.ts';
import type { GroupsAnswer } from './group-queries.ts';

/** Members on one page; a bigger group is a page of its own. */
const pageMembers = 1000;

/** Everything WhatsApp said of the account's groups when it was asked last. */
export type GroupsRead = { groups: Map<string, EngineGroup>; failures: EngineFailure[]; asOf: number };

/** What an answer tells, and what in it could not be read. */
export function collect(answer: GroupsAnswer): Omit<GroupsRead, 'asOf'> {
  const groups = new Map(answer.groups.map(({ group }) => [group.id, group]));
  return { groups, failures: [...answer.failures, ...answer.groups.flatMap(({ failures }) => failures)] };
}

export function membersOf({ groups }: Pick<GroupsRead, 'groups'>): number {
  return groups.values().reduce((sum, group) => sum + group.participants.length, 0);
}

/** The groups in pages of so many members as are good to work on at once. */
export function* pagesOf(groups: EngineGroup[]): Generator<EngineGroup[]> {
  let page: EngineGroup[] = [];
  let members = 0;
  for (const group of groups) {
    if (page.length > 0 && members + group.participants.length > pageMembers) {
      yield page;
      page = [];
      members = 0;
    }
    page.push(group);
    members += group.participants.length;
  }
  if (page.length > 0) yield page;
}
