import { expect, test } from 'vitest';
import { queryOf, shownFilter } from './people-only.ts';

test('the page asks for people, unless a filter speaks of types', () => {
  expect(queryOf({})).toEqual({ filter: { any: [{ all: [{ field: 'type', in: ['individual'] }] }] } });
  const groups = { any: [{ all: [{ field: 'type' as const, in: ['group' as const] }] }] };
  expect(queryOf({ q: ' a ', filter: groups, unique: true })).toEqual({ q: 'a', filter: groups, unique: true });
});

test('of a saved query only what was chosen is shown', () => {
  const filter = { any: [{ all: [{ field: 'has_phone' as const, is: true }] }] };
  expect(shownFilter(queryOf({ filter }))).toEqual(filter);
  expect(shownFilter(queryOf({}))).toBeUndefined();
});
