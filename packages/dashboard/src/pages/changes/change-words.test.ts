import type { Change } from '@grabber/contract';
import { expect, test } from 'vitest';
import { changeDetails, changeSubject, changeTitle, sourceWords } from './change-words.ts';

const t = (key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join(' ');
const change: Change = {
  seq: 1,
  session_id: 's',
  entity: 'contact',
  entity_id: 7,
  group_id: null,
  kind: 'updated',
  fields: { name: ['Budi', 'Budi S'], in_address_book: [false, true], odd: [null, { a: 1 }] },
  source: 'grab:3',
  at: '2026-01-01T00:00:00.000Z',
  name: 'Budi S',
  group_name: null,
};

test('a change says what was and what is', () => {
  expect(changeTitle(change, t)).toBe('updated');
  expect(changeDetails(change, t)).toEqual([
    'from_to f_name Budi Budi S',
    'from_to f_in_address_book no yes',
    'from_to odd nothing {"a":1}',
  ]);
});

test('memberships name their group', () => {
  const joined: Change = { ...change, entity: 'membership', kind: 'joined', group_name: 'Arisan', fields: null };
  expect(changeTitle(joined, t)).toBe('joined_group Arisan');
  expect(changeTitle({ ...joined, kind: 'left', group_name: null }, t)).toBe('left_group unknown_group');
  const promoted: Change = { ...joined, kind: 'role_changed', fields: { role: ['member', 'admin'] } };
  expect(changeTitle(promoted, t)).toBe('role_in_group Arisan admin');
  expect(changeDetails(promoted, t)).toEqual([]);
});

test('sources are told without codes', () => {
  expect(sourceWords('grab:3', t)).toBe('by_grab 3');
  expect(sourceWords('user:person:4', t)).toBe('by_person #4');
  expect(sourceWords('user:person:4', t, 4)).toBe('by_you');
  expect(sourceWords('user:api_key:4', t, 4)).toBe('by_key #4');
  expect(sourceWords('user:api_key:4', t)).toBe('by_key #4');
  expect(sourceWords('live', t)).toBe('by_live');
  expect(sourceWords('something', t)).toBe('by_system');
});

test('states are told in words, and a grab by its number', () => {
  const ended: Change = {
    ...change,
    entity: 'grab',
    kind: 'finished',
    name: null,
    fields: { status: ['running', 'completed'] },
  };
  expect(changeSubject(ended, t)).toBe('grab_no 7');
  expect(changeDetails(ended, t)).toEqual(['from_to f_status s_running s_completed']);
});

test('tags are told by their names, and a code that stands beside its words is left out', () => {
  const fields = {
    tags: [[], ['Pelanggan', 'Lama']],
    status: ['connecting', 'qr_ready'],
    status_reason: [null, 'not_linked'],
  };
  expect(changeDetails({ ...change, fields }, t)).toEqual([
    'from_to f_tags nothing Pelanggan, Lama',
    'from_to f_status s_connecting s_qr_ready',
  ]);
});
