import { expect, test } from 'vitest';
import { pageSize, pageStart, pagesOf } from './page-start.ts';

const known = new Map([
  [0, 'after-0'],
  [1, 'after-1'],
]);
const cursorAfter = (page: number) => known.get(page);

test('reading on goes by cursors', () => {
  expect(pageStart(0, cursorAfter)).toEqual({ cursor: undefined, skip: 0 });
  expect(pageStart(1, cursorAfter)).toEqual({ cursor: 'after-0', skip: 0 });
  expect(pageStart(2, cursorAfter)).toEqual({ cursor: 'after-1', skip: 0 });
});

test('a jump goes on from the nearest page that is known', () => {
  expect(pageStart(10, cursorAfter)).toEqual({ cursor: 'after-1', skip: 8 * pageSize });
  expect(pageStart(10, () => undefined)).toEqual({ cursor: undefined, skip: 10 * pageSize });
});

test('rows on the screen are on one page or two', () => {
  expect(pagesOf(0, 30)).toEqual([0]);
  expect(pagesOf(pageSize - 5, pageSize + 20)).toEqual([0, 1]);
  expect(pagesOf(-3, 0)).toEqual([0]);
});
