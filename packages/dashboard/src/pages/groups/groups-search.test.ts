import { expect, test } from 'vitest';
import { groupsSearch, overlapSearch } from './groups-search.ts';

test('addresses of groups keep what can be read', () => {
  expect(groupsSearch({ q: 'arisan', session_id: 'a', sort: '-participants' })).toEqual({
    q: 'arisan',
    session_id: 'a',
    sort: '-participants',
  });
  expect(groupsSearch({ q: '', session_id: 3, sort: 'size' })).toEqual({});
  expect(groupsSearch({ q: 12 })).toEqual({ q: '12' });
  expect(overlapSearch({ ids: [1, 2, 2, 'x', -1] })).toEqual({ ids: [1, 2] });
  expect(overlapSearch({ ids: '1,2' })).toEqual({});
});
