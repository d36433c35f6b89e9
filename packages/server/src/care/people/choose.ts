import { type OwnFieldName, type OwnFields, ownFieldNames } from '@grabber/contract';
import type { OwnState } from '../../storage/index.ts';
import type { OwnedRow } from './own-state.repo.ts';

export type FieldChoice = Partial<Record<OwnFieldName, number>>;

/** What a merge says of all its rows: the chosen fields, otherwise those of the one that is kept, otherwise the first that has any; all tags and lists. */
export function mergedState(rows: OwnedRow[], keep: number, choice: FieldChoice): OwnState {
  const inOrder = [...rows.filter(({ id }) => id === keep), ...rows.filter(({ id }) => id !== keep)];
  const fields = {} as OwnFields;
  for (const name of ownFieldNames) {
    const chosen = rows.find(({ id }) => id === choice[name]);
    fields[name] = chosen ? chosen.own[name] : (inOrder.find(({ own }) => own[name] !== null)?.own[name] ?? null);
  }
  return {
    ...fields,
    opted_out: rows.some(({ own }) => own.opted_out),
    tags: unionOf(rows.map(({ own }) => own.tags)),
    lists: unionOf(rows.map(({ own }) => own.lists)),
  };
}

/** What an undo makes of a row: what the merge did not touch stays as it is, and so does what was changed since. */
export function unmergedState(
  now: OwnState,
  before: OwnState,
  after: OwnState,
): { state: OwnState; changedSince: boolean } {
  const state = { ...now };
  let changedSince = false;
  for (const name of ownFieldNames) {
    if (now[name] === after[name]) state[name] = before[name];
    else changedSince = true;
  }
  if (now.opted_out === after.opted_out) state.opted_out = before.opted_out;
  else changedSince = true;
  for (const marks of ['tags', 'lists'] as const) {
    const added = after[marks].filter((id) => !before[marks].includes(id));
    if (added.some((id) => !now[marks].includes(id))) changedSince = true;
    state[marks] = now[marks].filter((id) => !added.includes(id));
  }
  return { state, changedSince };
}

function unionOf(all: number[][]): number[] {
  return [...new Set(all.flat())].sort((a, b) => a - b);
}
