import type { ContactListSort, ContactQuery } from '@grabber/contract';
import { expect, test } from 'vitest';
import { isShort } from './short.ts';

const wish = { limit: 50, sort: 'name' as ContactListSort };
const where = (...all: NonNullable<ContactQuery['filter']>['any'][number]['all']) => ({ filter: { any: [{ all }] } });

test.each<[string, ContactQuery, Partial<Parameters<typeof isShort>[1]>, boolean]>([
  ['a plain page', {}, {}, true],
  ['a page of one session', where({ field: 'session', in: ['toko'] }), {}, true],
  ['a page in another order that has an index', {}, { sort: '-updated' }, true],
  ['an order without an index', {}, { sort: 'country' }, false],
  ['a search', { q: 'budi' }, {}, false],
  ['a filter', where({ field: 'has_phone', is: true }), {}, false],
  ['one row per person', { unique: true }, {}, false],
  ['a total', {}, { total: true }, false],
  ['a long jump', {}, { skip: 5000 }, false],
])('%s', (_, query, asked, expected) => {
  expect(isShort(query, { ...wish, ...asked })).toBe(expected);
});
