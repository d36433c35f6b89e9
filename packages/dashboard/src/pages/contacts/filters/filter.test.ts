import type { ContactFilter } from '@grabber/contract';
import { expect, test } from 'vitest';
import { conditionOf, conditionsCount, looksIntoTrash, readFilter, withCondition, without } from './filter.ts';

const whole: ContactFilter = {
  any: [
    {
      all: [
        { field: 'text', contains: 'budi' },
        { field: 'tag', in: [3, 4], not: true },
        { field: 'has_phone', is: true },
      ],
    },
    { all: [{ field: 'first_seen_at', from: '2026-01-01T00:00:00.000Z' }] },
  ],
};

test('a filter comes out of an address as it went in', () => {
  expect(readFilter(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
});

test.each([
  undefined,
  null,
  'any',
  7,
  [],
  {},
  { any: 'x' },
  { any: [] },
  { any: [{}] },
  { any: [{ all: [{ field: 'height', is: true }, null, 3] }] },
  { any: [{ all: [{ field: 'tag', in: ['x'] }, { field: 'country', in: [62] }, { field: 'tag' }] }] },
  {
    any: [
      {
        all: [
          { field: 'first_seen_at', from: 'soon' },
          { field: 'text', contains: ' ' },
        ],
      },
    ],
  },
  { any: [{ all: [{ field: 'has_phone', is: 'yes' }] }] },
])('what is no filter is none: %j', (given) => {
  expect(readFilter(given)).toBeUndefined();
});

test('good conditions survive bad ones beside them', () => {
  const mixed = { any: [{ all: [{ field: 'has_phone', is: true, extra: 1 }, { field: 'x' }] }, { all: [] }] };
  expect(readFilter(mixed)).toEqual({ any: [{ all: [{ field: 'has_phone', is: true }] }] });
});

test('a quick filter replaces what was said of its field, in every group', () => {
  expect(withCondition(undefined, { field: 'has_phone', is: true })).toEqual({
    any: [{ all: [{ field: 'has_phone', is: true }] }],
  });
  const changed = withCondition(whole, { field: 'has_phone', is: false });
  expect(changed.any.map(({ all }) => all.filter(({ field }) => field === 'has_phone'))).toEqual([
    [{ field: 'has_phone', is: false }],
    [{ field: 'has_phone', is: false }],
  ]);
});

test('chips are removed one by one, until there is no filter', () => {
  expect(conditionsCount(whole)).toBe(4);
  expect(without(whole, 1, 0)).toEqual({ any: [whole.any[0]] });
  const single = withCondition(undefined, { field: 'is_business', is: true });
  expect(without(single, 0, 0)).toBeUndefined();
});

test('a quick filter shows its condition only where the filter is one group', () => {
  expect(conditionOf(whole, 'has_phone')).toBeUndefined();
  expect(conditionOf({ any: whole.any.slice(0, 1) }, 'tag')?.in).toEqual([3, 4]);
});

test('the trash is looked at when every group asks for it', () => {
  expect(looksIntoTrash(undefined)).toBe(false);
  expect(looksIntoTrash(whole)).toBe(false);
  expect(looksIntoTrash(withCondition(whole, { field: 'in_trash', is: true }))).toBe(true);
});
