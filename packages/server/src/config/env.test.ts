import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ConfigError, readClientSettings, readConfig, readLanguage, variableNames } from './index.ts';

const root = '0'.repeat(66);

test('an empty environment gives the documented defaults', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    databaseUrl: 'sqlite:./data/grabber.db',
    host: '127.0.0.1',
    port: 8000,
    enginePort: undefined,
    secretKey: undefined,
    adminApiKey: undefined,
    whatsappSocketUrl: undefined,
    logLevel: 'info',
    language: 'id',
    grabTimeoutMs: { groups: 60_000, contacts: 60_000, all: 120_000 },
    groupsMinIntervalMs: 60_000,
    addressBookMinIntervalMs: 86_400_000,
    pictures: false,
  });
  expect(config.engineWorkers).toBeGreaterThanOrEqual(1);
  expect(config.engineWorkers).toBeLessThanOrEqual(4);
});

test('reads what is given, and an empty variable is one not given', () => {
  const config = readConfig({
    DATABASE_URL: 'postgres://u:p@localhost/db',
    PORT: '0',
    ENGINE_PORT: '3000',
    REQUESTS_PER_MINUTE_PER_KEY: '0',
    REQUESTS_PER_MINUTE_PER_ADDRESS: '60',
    CORS_ORIGINS: 'https://a.id, http://localhost:5173',
    TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8',
    PICTURES: 'on',
    LOG_LEVEL: '  ',
    WHATSAPP_SOCKET_URL: 'ws://127.0.0.1:9000/ws',
    WHATSAPP_TRUSTED_ROOT: root,
  });
  expect(config).toMatchObject({ port: 0, enginePort: 3000, pictures: true, logLevel: 'info' });
  expect(readConfig({ ENGINE_PORT: 'off' }).enginePort).toBeUndefined();
});

test.each([
  ['DATABASE_URL', 'oracle://x'],
  ['DATABASE_URL', 'sqlite::memory:'],
  ['DATABASE_URL', 'sqlite:'],
  ['HOST', 'two words'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['ENGINE_PORT', 'on'],
  ['ENGINE_PORT', '8000'],
  ['ENGINE_WORKERS', '0'],
  ['SECRET_KEY', 'short'],
  ['ADMIN_API_KEY', 'fifteen-letters'],
  ['ADMIN_API_KEY', 'sixteen letters with spaces'],
  ['WHATSAPP_SOCKET_URL', 'https://web.whatsapp.com'],
  ['WHATSAPP_TRUSTED_ROOT', 'abc'],
  ['LOG_LEVEL', 'loud'],
  ['DEFAULT_LANGUAGE', 'fr'],
  ['GRAB_TIMEOUT_GROUPS_MS', '1s'],
  ['GRAB_TIMEOUT_CONTACTS_MS', '0'],
  ['GRAB_TIMEOUT_ALL_MS', 'x'],
  ['GROUPS_MIN_INTERVAL_MS', '99999999999'],
  ['ADDRESS_BOOK_MIN_INTERVAL_MS', 'daily'],
  ['REQUESTS_PER_MINUTE_PER_KEY', '-1'],
  ['REQUESTS_PER_MINUTE_PER_ADDRESS', 'many'],
  ['CORS_ORIGINS', '*'],
  ['CORS_ORIGINS', 'https://a.id/page'],
  ['TRUSTED_PROXIES', 'proxy'],
  ['WEBHOOK_ALLOW_PRIVATE', 'sometimes'],
  ['PICTURES', 'yes'],
  ['GRABBER_URL', 'localhost:8000'],
  ['GRABBER_KEY', 'two words'],
  ['GATEWAY_API_KEY', 'two\nlines'],
  ['GATEWAY_USERNAME', 'two\nlines'],
  ['GATEWAY_PASSWORD', 'two\nlines'],
])('%s=%s stops the start with a sentence that names it and hides the value', (name, value) => {
  const error = errorOf({ [name]: value, DEFAULT_LANGUAGE: name === 'DEFAULT_LANGUAGE' ? value : 'en' });
  expect(error.variables).toEqual([name]);
  expect(error.message.split('\n')).toHaveLength(1);
  expect(error.message).toContain(name);
  if (value.length > 8) expect(error.message).not.toContain(value);
});

test('names several bad variables, one sentence a line, in the language asked for', () => {
  const error = errorOf({ PORT: 'x', PICTURES: 'x', DEFAULT_LANGUAGE: 'en' });
  expect(error.message).toBe('PORT must be a number from 0 to 65535\nPICTURES must be "on" or "off"');
  expect(errorOf({ PORT: 'x' }).message).toContain('harus');
});

test('another server needs both its address and its root', () => {
  expect(errorOf({ WHATSAPP_SOCKET_URL: 'ws://x/' }).variables).toEqual(['WHATSAPP_TRUSTED_ROOT']);
  expect(errorOf({ WHATSAPP_TRUSTED_ROOT: root }).variables).toEqual(['WHATSAPP_SOCKET_URL']);
});

test('a bad language does not stop the words that tell so', () => {
  expect(readLanguage({ DEFAULT_LANGUAGE: 'en' })).toBe('en');
  expect(readLanguage({ DEFAULT_LANGUAGE: 'fr' })).toBe('id');
});

test.each([
  [{}, { url: 'http://127.0.0.1:8000', key: undefined }],
  [
    { HOST: '0.0.0.0', PORT: '9', ADMIN_API_KEY: 'k'.repeat(16) },
    { url: 'http://127.0.0.1:9', key: 'k'.repeat(16) },
  ],
  [{ HOST: '::1' }, { url: 'http://[::1]:8000', key: undefined }],
  [
    { GRABBER_URL: 'https://x.id', GRABBER_KEY: 'a', PORT: '9' },
    { url: 'https://x.id', key: 'a' },
  ],
])('commands find the server of %j', (env, settings) => {
  expect(readClientSettings(env)).toEqual(settings);
});

test('.env.example documents every variable and no other', () => {
  const text = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8');
  const documented = [...text.matchAll(/^# ?([A-Z_]+)=/gm)].map((match) => match[1]);
  expect(documented.sort()).toEqual([...variableNames].sort());
});

test('.env.example gives the defaults', () => {
  const text = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8');
  const env = Object.fromEntries([...text.matchAll(/^# ?([A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]));
  expect(readConfig(env)).toEqual(readConfig({}));
});

function errorOf(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('the configuration was accepted');
}
