import { expect, test } from 'vitest';
import { english } from './en.ts';
import { indonesian } from './id.ts';
import { cliText, errorText, messageText, negotiateLanguage, reasonText } from './index.ts';

test.each([
  [undefined, 'id'],
  ['', 'id'],
  ['*', 'id'],
  ['en', 'en'],
  ['en-US,en;q=0.9', 'en'],
  ['EN-gb', 'en'],
  ['id-ID,id;q=0.9,en;q=0.8', 'id'],
  ['fr,en;q=0.5,id;q=0.4', 'en'],
  ['in-ID', 'id'],
  ['en;q=0', 'id'],
  ['en;q=oops', 'id'],
  ['de', 'id'],
] as const)('negotiates %j as %s', (header, language) => {
  expect(negotiateLanguage(header, 'id')).toBe(language);
});

test('falls back to the configured language', () => {
  expect(negotiateLanguage('de', 'en')).toBe('en');
});

test('fills placeholders and never leaves one open', () => {
  expect(errorText('id', 'session_not_connected', { status: 'connecting' })).toBe(
    'Session tidak terhubung. Status: connecting',
  );
  expect(errorText('id', 'session_not_connected')).toBe('Session tidak terhubung. Status: -');
  expect(messageText('en', 'groups_failed', { reason: 'x {y}' })).toBe('Failed to grab group contacts: x {y}');
  expect(reasonText('id', 'banned')).toBe('Akun diblokir oleh WhatsApp');
  expect(cliText('en', 'listening', { url: 'http://x' })).toBe('The server listens at http://x');
});

test('says what is wrong with a gateway instead of the engine’s general words', () => {
  expect(errorText('en', 'upstream', { reason: 'wrong_key' })).toBe(english.gateway.wrong_key);
  expect(errorText('id', 'unsupported', { reason: 'store_not_enabled' })).toBe(indonesian.gateway.store_not_enabled);
  expect(errorText('en', 'upstream', { reason: 'whatever' })).toBe(english.errors.upstream);
  expect(errorText('en', 'session_not_connected', { status: 'error', reason: 'wrong_key' })).toContain('error');
});

test('both languages ask for the same placeholders', () => {
  expect(placeholders(english)).toEqual(placeholders(indonesian));
});

function placeholders(texts: object): Record<string, string[]> {
  const entries = Object.values(texts).flatMap((group) => Object.entries(group as Record<string, string>));
  return Object.fromEntries(entries.map(([key, text]) => [key, [...text.matchAll(/\{\w+\}/g)].map(String).sort()]));
}
