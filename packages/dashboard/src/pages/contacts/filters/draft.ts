import type { ContactCondition, ContactFilter } from '@grabber/contract';
import { type ConditionField, choiceFields, flagFields, readFilter, timeFields } from './filter.ts';

/** A condition that is being made; each has a key of its own, so that lines keep their place while they are edited. */
export type DraftCondition = { key: number; condition: ContactCondition };
export type Draft = { key: number; all: DraftCondition[] }[];

let last = 0;
const key = () => ++last;

export function draftOf(filter: ContactFilter | undefined): Draft {
  const groups = filter?.any ?? [{ all: [emptyCondition('text')] }];
  return groups.map(({ all }) => ({ key: key(), all: all.map((condition) => ({ key: key(), condition })) }));
}

/** Null as long as a condition lacks its value. */
export function filterOf(draft: Draft): ContactFilter | undefined | null {
  const any = draft
    .map(({ all }) => ({ all: all.map(({ condition }) => condition) }))
    .filter(({ all }) => all.length > 0);
  if (any.length === 0) return undefined;
  const read = readFilter({ any });
  const count = (of: ContactFilter['any']) => of.reduce((sum, { all }) => sum + all.length, 0);
  return read && count(read.any) === count(any) ? read : null;
}

/** The order in which fields are offered. */
export const offeredFields: readonly ConditionField[] = ['text', ...choiceFields, ...flagFields, ...timeFields];

export function emptyCondition(field: ConditionField): ContactCondition {
  if (field === 'text') return { field, contains: '' };
  if ((choiceFields as readonly string[]).includes(field)) return { field, in: [] } as unknown as ContactCondition;
  if ((flagFields as readonly string[]).includes(field)) return { field, is: true } as ContactCondition;
  return { field } as ContactCondition;
}

export function withGroup(draft: Draft): Draft {
  return [...draft, { key: key(), all: [{ key: key(), condition: emptyCondition('text') }] }];
}

export function withLine(draft: Draft, group: number): Draft {
  return draft.map((one) =>
    one.key === group ? { ...one, all: [...one.all, { key: key(), condition: emptyCondition('text') }] } : one,
  );
}

export function withChange(draft: Draft, line: number, condition: ContactCondition): Draft {
  return draft.map((one) => ({
    ...one,
    all: one.all.map((known) => (known.key === line ? { ...known, condition } : known)),
  }));
}

/** A group without lines goes too. */
export function withoutLine(draft: Draft, line: number): Draft {
  return draft
    .map((one) => ({ ...one, all: one.all.filter((known) => known.key !== line) }))
    .filter(({ all }) => all.length > 0);
}
