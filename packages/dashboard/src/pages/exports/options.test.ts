import { expect, test } from 'vitest';
import { moved, requestOf } from './options.ts';

const choice = { format: 'xlsx', phones: 'default', rows_per: 'contact', columns: ['name', 'phone'] } as const;

test('an export asks for what was chosen, and address books for no columns', () => {
  expect(requestOf({ ids: [1] }, { ...choice, columns: ['name', 'phone'] })).toEqual({
    ids: [1],
    format: 'xlsx',
    rows_per: 'contact',
    columns: ['name', 'phone'],
  });
  expect(requestOf({ group_id: 3 }, { ...choice, format: 'vcard3', columns: ['name'] })).toEqual({
    group_id: 3,
    format: 'vcard3',
  });
  expect(requestOf({}, { ...choice, phones: 'digits', columns: [] })).toMatchObject({ phone_format: 'digits' });
});

test('columns move within their list', () => {
  expect(moved(['name', 'phone', 'tags'], 0, 1)).toEqual(['phone', 'name', 'tags']);
  expect(moved(['name', 'phone'], 0, -1)).toEqual(['name', 'phone']);
  expect(moved(['name', 'phone'], 1, -1)).toEqual(['phone', 'name']);
});
