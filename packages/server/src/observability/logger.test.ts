import { expect, test } from 'vitest';
import { AppError } from '../core/index.ts';
import { createLogger, maskText, namedLogger } from './index.ts';

function recorder() {
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  return {
    logger,
    text: () => lines.join(''),
    last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>,
  };
}

const secrets = [
  '6281234567890',
  '+6281234567890',
  '+62 812-3456-7890',
  '0812-3456-7890',
  '08123456789',
  '(+1) 555123456789',
  '6281234567890@s.whatsapp.net',
  '6281234567890:12@s.whatsapp.net',
  '123@lid',
  '99887766554433@lid',
  '6281234567890-1500000000@g.us',
  '120363025246125888@g.us',
  'gr_abcd1234_tZ0-kJ9lqUuJw8Qv3oRgq3hN2sV1xYbLmCeDfAiPoTs',
  'Bearer tZ0kJ9lqUuJw8Qv',
  'mysql://root:hunter2@db.example/wa',
  'https://wa.me/settings/linked_devices#2@AbC,dEf,gHi,1',
  'data:image/png;base64,iVBORw0KGgoAAAA=',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0Vng=',
];

test.each(secrets)('hides %s wherever it stands', (secret) => {
  const { logger, text } = recorder();
  const log = namedLogger(logger, 'engine');
  log.info(`before ${secret} after`);
  log.info({ reason: secret, deep: { list: [`x ${secret}`] } }, 'fields');
  log.info({ id: secret }, 'formatted %s', secret);
  log.error(new Error(`failed for ${secret}`), 'bare error');
  log.error({ err: new AppError('upstream', { details: { jid: secret }, cause: new Error(secret) }) }, 'wrapped error');
  log.child({ jid: secret }).warn('child');
  expect(text()).not.toContain(secret);
  expect(text()).not.toContain(secret.replace(/^\D*(\d{5,}).*$/, '$1'));
  expect(
    text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toHaveLength(6);
});

test.each([
  'name',
  'push_name',
  'saved_name',
  'session_name',
  'verifiedName',
  'subject',
  'group_description',
  'phone_number',
  'phoneNumber',
  'authorization',
  'x-api-key',
  'api_key',
  'accessToken',
  'password',
  'secret',
  'qr_raw',
  'qrCode',
  'pairing_code',
  'creds',
  'payload',
])('hides the field %s, at any depth and in children', (field) => {
  const { logger, text } = recorder();
  logger.info({ [field]: 'Budi Santoso', deep: { list: [{ [field]: { nested: 'Budi Santoso' } }] } }, 'x');
  logger.child({ [field]: 'Budi Santoso' }).info('y');
  logger.error({ err: Object.assign(new Error('x'), { details: { [field]: 'Budi Santoso' } }) }, 'z');
  expect(text()).not.toContain('Budi');
});

test('keeps what is needed to understand a line', () => {
  const { logger, last } = recorder();
  const session_id = '12345678-1234-4234-8234-123456789012';
  namedLogger(logger, 'http').info(
    { session_id, status: 200, ms: 12.345678912, port: 8000, ok: true, at: '2026-11-22T21:51:11.123Z' },
    'GET /api/sessions took 12 ms from 192.168.100.100',
  );
  expect(last()).toMatchObject({
    level: 'info',
    module: 'http',
    session_id,
    status: 200,
    ms: 12.345678912,
    port: 8000,
    ok: true,
    at: '2026-11-22T21:51:11.123Z',
    msg: 'GET /api/sessions took 12 ms from 192.168.100.100',
  });
});

test('keeps type, code, message, stack and cause of an error', () => {
  const { logger, last } = recorder();
  logger.error({ err: new AppError('timeout', { cause: new Error('no answer') }) }, 'failed');
  expect(last()['err']).toMatchObject({
    type: 'AppError',
    code: 'timeout',
    message: 'timeout',
    cause: { message: 'no answer' },
  });
  expect(JSON.stringify(last())).toContain('logger.test.ts');
});

test('a number given as a number is hidden and the line stays JSON', () => {
  const { logger, last } = recorder();
  logger.info({ wa: 6281234567890, big: 6281234567890n }, 'x');
  expect(JSON.stringify(last())).not.toContain('62812345');
});

test('cuts bytes, cycles and floods', () => {
  const { logger, last, text } = recorder();
  const cycle: Record<string, unknown> = { bytes: Buffer.from('Budi Santoso') };
  cycle['self'] = cycle;
  logger.info({ cycle, many: Array.from({ length: 10_000 }, (_, index) => index) }, 'x');
  expect(last()['cycle']).toMatchObject({ bytes: '[12 bytes]' });
  expect(text().length).toBeLessThan(2000);
});

test('a long line takes no longer than it should', () => {
  for (const part of ['1.', '1', 'a', 'gr_a', '+1 ', 'f', '1-', '@']) {
    const begin = performance.now();
    maskText(part.repeat(200_000));
    expect(performance.now() - begin).toBeLessThan(2000);
  }
});

test('says nothing below its level', () => {
  const lines: string[] = [];
  createLogger('error', { write: (line) => void lines.push(line) }).info('x');
  expect(lines).toEqual([]);
});

test('masked text shows where a number came from, no more', () => {
  expect(maskText('to 6281234567890@s.whatsapp.net')).toBe('to 6281***@s.whatsapp.net');
  expect(maskText('key gr_abcd1234_secretsecret')).toBe('key gr_abcd1234***');
});
