import type { EngineBatch, EngineGroup } from '../../engine.ts';
import type { GroupsRead, PeopleRead } from '../gateway.ts';

/** People on one page, members counted; a bigger group is a page of its own. */
const pagePeople = 1000;

/** What was read of the groups as pages of a stream. */
export function* groupPages({ groups, failures, complete }: GroupsRead): Generator<EngineBatch> {
  if (failures.length > 0) yield { kind: 'failures', items: failures };
  for (const items of chunked(groups, membersOf)) yield { kind: 'groups', items, total: groups.length };
  // An empty list may be a slip of the gateway's: it never means that all groups are gone.
  yield { kind: 'end', complete: complete && groups.length > 0 && failures.length === 0, missing: [] };
}

/** What was read of the people as pages of a stream. */
export function* peoplePages({ people, failures, complete, missing }: PeopleRead): Generator<EngineBatch> {
  if (failures.length > 0) yield { kind: 'failures', items: failures };
  for (const items of chunked(people, () => 1)) yield { kind: 'contacts', items, total: people.length };
  const whole = complete && people.length > 0 && failures.length === 0 && missing.length === 0;
  yield { kind: 'end', complete: whole, missing };
}

function* chunked<T>(items: readonly T[], weightOf: (item: T) => number): Generator<T[]> {
  let page: T[] = [];
  let weight = 0;
  for (const item of items) {
    if (page.length > 0 && weight + weightOf(item) > pagePeople) {
      yield page;
      page = [];
      weight = 0;
    }
    page.push(item);
    weight += weightOf(item);
  }
  if (page.length > 0) yield page;
}

function membersOf({ participants }: EngineGroup): number {
  return Math.max(1, participants.length);
}
