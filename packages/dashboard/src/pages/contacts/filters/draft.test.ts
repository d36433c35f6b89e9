import { expect, test } from 'vitest';
import { draftOf, emptyCondition, filterOf, withChange, withGroup, withLine, withoutLine } from './draft.ts';

const filter = {
  any: [{ all: [{ field: 'has_phone' as const, is: true }] }, { all: [{ field: 'tag' as const, in: [1] }] }],
};

test('a filter that is edited and not changed stays what it was', () => {
  expect(filterOf(draftOf(filter))).toEqual(filter);
});

test('a line without a value keeps the filter from being applied', () => {
  const more = withLine(draftOf(filter), draftOf(filter)[0]?.key ?? 0);
  expect(filterOf(more)).toEqual(filter);
  const draft = draftOf(filter);
  expect(filterOf(withLine(draft, draft[0]?.key ?? 0))).toBeNull();
  expect(filterOf(withGroup(draft))).toBeNull();
  const group = withGroup(draft);
  const line = group[2]?.all[0]?.key ?? 0;
  expect(filterOf(withChange(group, line, { field: 'text', contains: 'x' }))?.any).toHaveLength(3);
});

test('the last line takes its group with it, and the last group the filter', () => {
  let draft = draftOf(filter);
  draft = withoutLine(draft, draft[0]?.all[0]?.key ?? 0);
  expect(filterOf(draft)).toEqual({ any: [filter.any[1]] });
  draft = withoutLine(draft, draft[0]?.all[0]?.key ?? 0);
  expect(filterOf(draft)).toBeUndefined();
});

test('every field begins with a condition of its own kind', () => {
  expect(emptyCondition('text')).toEqual({ field: 'text', contains: '' });
  expect(emptyCondition('tag')).toEqual({ field: 'tag', in: [] });
  expect(emptyCondition('in_trash')).toEqual({ field: 'in_trash', is: true });
  expect(emptyCondition('updated_at')).toEqual({ field: 'updated_at' });
});
