import { expect, test } from 'vitest';
import { contactsSearch } from './search-params.ts';

test('an address keeps what it means and drops what nobody understands', () => {
  expect(contactsSearch({ q: 'budi', sort: '-updated', unique: true, open: 7, segment: 2 })).toEqual({
    q: 'budi',
    sort: '-updated',
    unique: true,
    open: 7,
    segment: 2,
  });
  expect(contactsSearch({ q: 62812, sort: 'height', unique: 'yes', open: -1, segment: 'x', filter: 'x' })).toEqual({
    q: '62812',
  });
  expect(contactsSearch({ q: '' })).toEqual({});
});
