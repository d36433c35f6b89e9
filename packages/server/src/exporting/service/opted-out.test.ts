import type { ContactQuery } from '@grabber/contract';
import { expect, test } from 'vitest';
import { withoutOptedOut } from './opted-out.ts';

const stayed = { field: 'opted_out', is: false } as const;
const saved = { field: 'in_address_book', is: true } as const;
const chatted = { field: 'has_chat', is: true } as const;

test.each<[string, ContactQuery, ContactQuery]>([
  ['everybody', {}, { filter: { any: [{ all: [stayed] }] } }],
  ['an empty filter', { filter: { any: [] } }, { filter: { any: [{ all: [stayed] }] } }],
  ['a search', { q: 'budi' }, { q: 'budi', filter: { any: [{ all: [stayed] }] } }],
  [
    'each group of a filter',
    { filter: { any: [{ all: [saved] }, { all: [chatted] }] } },
    { filter: { any: [{ all: [saved, stayed] }, { all: [chatted, stayed] }] } },
  ],
])('those who opted out are left out of %s', (_, asked, meant) => {
  expect(withoutOptedOut(asked)).toEqual(meant);
});

test('whoever asks for those who opted out gets them', () => {
  const query: ContactQuery = { filter: { any: [{ all: [{ field: 'opted_out', is: true }] }] } };
  expect(withoutOptedOut(query)).toEqual(query);
});
