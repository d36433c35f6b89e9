import { expect, test } from 'vitest';
import { emptyDraft, isAddress, requestOf } from './draft.ts';

const filled = { ...emptyDraft, name: ' Toko ', url: ' http://host:3000 ', api_key: 'k', username: 'u', password: 'p' };

test('the built-in engine needs a name only', () => {
  expect(requestOf({ ...filled, engine: 'baileys' })).toEqual({ name: 'Toko' });
});

test('each gateway is told its own kind of secret', () => {
  const base = { url: 'http://host:3000', manages_account: false };
  expect(requestOf({ ...filled, engine: 'waha' }).gateway).toEqual({ kind: 'waha', api_key: 'k', ...base });
  expect(requestOf({ ...filled, engine: 'gowa', session: 'a' }).gateway).toEqual({
    kind: 'gowa',
    username: 'u',
    password: 'p',
    session: 'a',
    ...base,
  });
});

test.each(['host:3000', 'ftp://host', 'http://', ''])('%j is no address of a gateway', (url) => {
  expect(isAddress(url)).toBe(false);
});

test('a whole address is one', () => {
  expect(isAddress('https://waha.example:3000/api')).toBe(true);
});
