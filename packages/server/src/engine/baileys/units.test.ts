import { Curve, proto } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../core/index.ts';
import { createBackoff } from './backoff.ts';
import { endingOf } from './close-reason.ts';
import { toEngineError, until } from './errors.ts';
import {
  cleanName,
  fromAddressBook,
  fromContactUpdates,
  fromHistory,
  fromMessageKeys,
  pairOf,
  personJid,
} from './facts.ts';
import { createSealer, UnreadableError } from './seal.ts';
import { verifyXeddsa } from './signatures.ts';
import { wantsHistory } from './socket.ts';

describe('facts', () => {
  test('only people are people', () => {
    expect(personJid('62812:3@s.whatsapp.net')).toBe('62812@s.whatsapp.net');
    expect(personJid('62812@c.us')).toBe('62812@s.whatsapp.net');
    expect(personJid('234.1:0@lid')).toBe('234@lid');
    for (const other of ['1203-4@g.us', 'status@broadcast', '12@newsletter', '0@s.whatsapp.net', '', undefined]) {
      expect(personJid(other)).toBeUndefined();
    }
  });

  test('pairs need one id of each kind, in any order', () => {
    expect(pairOf('9:1@lid', '62:0@s.whatsapp.net')).toEqual({ lid: '9', pn: '62' });
    expect(pairOf('62@s.whatsapp.net', '9@lid')).toEqual({ lid: '9', pn: '62' });
    expect(pairOf('62@s.whatsapp.net', '63@s.whatsapp.net')).toBeUndefined();
    expect(pairOf('9@lid', undefined)).toBeUndefined();
  });

  test('a name is what a database can hold, and nothing is null', () => {
    expect(cleanName('')).toBeNull();
    expect(cleanName('\0')).toBeNull();
    expect(cleanName('A\0B')).toBe('AB');
    expect(cleanName('x\ud83d')).toBe('x\ufffd');
  });

  test('an update without a value tells nothing', () => {
    const told = fromContactUpdates([{ id: '62@s.whatsapp.net', notify: '', verifiedName: undefined }]);
    expect(told).toEqual({ facts: [], pairs: [] });
  });

  test('the address book: the saved name, under the id it came with', () => {
    const contacts = [{ id: '62@s.whatsapp.net', name: 'Budi', lid: '9@lid', phoneNumber: '62@s.whatsapp.net' }];
    expect(fromAddressBook(contacts)).toEqual({
      facts: [{ kind: 'book', jid: '62@s.whatsapp.net', name: 'Budi' }],
      pairs: [
        { lid: '9', pn: '62' },
        { lid: '9', pn: '62' },
      ],
    });
  });

  test('history: group chats are no contacts, a number is no title, and pairs that the buffer drops are kept', () => {
    const told = fromHistory({
      chats: [
        { id: '120363@g.us', name: 'Grup' },
        { id: '62@s.whatsapp.net', displayName: '+6 2', lidJid: '9@lid' },
        { id: '8@lid', name: 'Rina', pnJid: '63@s.whatsapp.net' },
      ],
      contacts: [
        { id: '120363@g.us', name: 'Grup' },
        { id: '62@s.whatsapp.net', name: 'title again', lid: '777@lid' },
        { id: '64@s.whatsapp.net', notify: 'Push' },
      ],
      lidPnMappings: [{ lid: '7@lid', pn: '65:0@s.whatsapp.net' }],
    });
    expect(told.facts).toEqual([
      { kind: 'chat', jid: '62@s.whatsapp.net', name: null },
      { kind: 'chat', jid: '8@lid', name: 'Rina' },
      { kind: 'push', jid: '64@s.whatsapp.net', name: 'Push' },
    ]);
    expect(told.pairs).toEqual([
      { lid: '9', pn: '62' },
      { lid: '8', pn: '63' },
      { lid: '7', pn: '65' },
    ]);
  });

  test('messages: the chat and the other id of the sender, not the account’s own', () => {
    const keys = [
      { remoteJid: '62@s.whatsapp.net', remoteJidAlt: '9@lid' },
      { remoteJid: '120363@g.us', participant: '8@lid', participantAlt: '63@s.whatsapp.net' },
      { remoteJid: '1@s.whatsapp.net' },
      { remoteJid: 'status@broadcast', participant: '64@s.whatsapp.net' },
    ];
    expect(fromMessageKeys(keys, (jid) => jid === '1@s.whatsapp.net')).toEqual({
      facts: [{ kind: 'chat', jid: '62@s.whatsapp.net', name: null }],
      pairs: [
        { lid: '9', pn: '62' },
        { lid: '8', pn: '63' },
      ],
    });
  });

  test('full history is refused, every other kind is wanted', () => {
    const { HistorySyncType } = proto.HistorySync;
    const kinds = [HistorySyncType.INITIAL_BOOTSTRAP, HistorySyncType.RECENT, HistorySyncType.PUSH_NAME];
    for (const syncType of kinds) expect(wantsHistory({ syncType: syncType as number })).toBe(true);
    expect(wantsHistory({ syncType: HistorySyncType.FULL as number })).toBe(false);
  });
});

describe('close codes', () => {
  const boom = (statusCode: number, message = '') => ({ message, output: { statusCode } });
  const open = { linked: true, opened: true, heard: true };
  const linking = { linked: false, opened: false, heard: true };
  const silent = { linked: true, opened: false, heard: false };
  test.each([
    [boom(515), open, { restart: true }],
    [boom(428), open, { reason: 'connection_lost', retry: 'later' }],
    [boom(428), silent, { reason: 'unreachable', retry: 'later' }],
    [boom(408, 'Connection was lost'), open, { reason: 'connection_lost', retry: 'later' }],
    [boom(408, 'WebSocket Error (connect ECONNREFUSED)'), silent, { reason: 'unreachable', retry: 'later' }],
    [boom(408, 'QR refs attempts ended'), linking, { reason: 'pairing_expired', retry: 'never' }],
    [boom(440), open, { reason: 'replaced', retry: 'never' }],
    [boom(401), open, { reason: 'logged_out', retry: 'never' }],
    [boom(401), linking, { reason: 'pairing_failed', retry: 'never' }],
    [boom(403), open, { reason: 'banned', retry: 'never' }],
    [boom(405), open, { reason: 'client_outdated', retry: 'never' }],
    [boom(411), linking, { reason: 'pairing_failed', retry: 'never' }],
    [boom(503), open, { reason: 'server_unavailable', retry: 'later' }],
    [boom(500), open, { reason: 'server_unavailable', retry: 'later' }],
    [new Error('Invalid account signature'), linking, { reason: 'pairing_failed', retry: 'never' }],
    [undefined, open, { reason: 'connection_lost', retry: 'later' }],
  ])('%o', (error, circumstances, ending) => {
    expect(endingOf(error, circumstances)).toEqual(ending);
  });
});

describe('failures of queries', () => {
  test.each([
    [1006, 'not_connected'],
    [Object.assign(new Error('rate-overlimit'), { data: 429, output: { statusCode: 500 } }), 'rate_limited'],
    [Object.assign(new Error('Timed Out'), { output: { statusCode: 408 } }), 'timeout'],
    [Object.assign(new Error('Connection Closed'), { output: { statusCode: 428 } }), 'not_connected'],
    [Object.assign(new Error('item-not-found'), { data: 404, output: { statusCode: 500 } }), 'upstream'],
    [undefined, 'upstream'],
  ])('%s is %s', (error, code) => {
    expect(toEngineError(error).code).toBe(code);
  });

  test('waiting ends with the first signal, with its reason', async () => {
    const never = new Promise<void>(() => {});
    const controller = new AbortController();
    const reason = new AppError('logged_out');
    const waiting = until(never, new AbortController().signal, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(until(Promise.reject(new Error('ignored')), controller.signal)).rejects.toBe(reason);
  });
});

test('back-off doubles up to its limit, and ends with a success', () => {
  let now = 0;
  const backoff = createBackoff({ min: 60, max: 200 }, () => now);
  const limited = () => backoff.failed(new AppError('rate_limited')).retry_after_ms;
  expect([limited(), limited(), limited(), limited()]).toEqual([60, 120, 200, 200]);
  expect(() => backoff.check()).toThrow('rate_limited');
  now = 200;
  backoff.check();
  backoff.succeeded();
  expect(limited()).toBe(60);
  const other = new AppError('timeout');
  expect(backoff.failed(other)).toBe(other);
});

describe('sealing', () => {
  const sealer = createSealer('a secret');
  const plain = Buffer.from('geheim');

  test('opens in its own place only, under its own secret, and unharmed', () => {
    const sealed = sealer.seal(['s', 'creds'], plain);
    expect(sealer.open(['s', 'creds'], sealed)).toEqual(plain);
    expect(() => sealer.open(['t', 'creds'], sealed)).toThrow(UnreadableError);
    expect(() => createSealer('other').open(['s', 'creds'], sealed)).toThrow(UnreadableError);
    const harmed = Buffer.from(sealed);
    harmed[harmed.length - 1] = (harmed.at(-1) ?? 0) ^ 1;
    expect(() => sealer.open(['s', 'creds'], harmed)).toThrow(UnreadableError);
    expect(() => sealer.open(['s', 'creds'], Buffer.of(1, 2))).toThrow(UnreadableError);
  });

  test('never gives the same bytes twice, and places cannot be confused', () => {
    expect(sealer.seal(['a'], plain)).not.toEqual(sealer.seal(['a'], plain));
    expect(() => sealer.open(['a', 'b,c'], sealer.seal(['a,b', 'c'], plain))).toThrow(UnreadableError);
  });
});

describe('signatures', () => {
  const { public: publicKey, private: privateKey } = Curve.generateKeyPair();
  const message = Buffer.from('details');

  test('a right one passes, with and without the key’s type byte, many times over', () => {
    for (let round = 0; round < 50; round += 1) {
      const pair = Curve.generateKeyPair();
      const signature = Curve.sign(pair.private, message);
      expect(verifyXeddsa(pair.public, message, signature)).toBe(true);
      expect(verifyXeddsa(Buffer.concat([Buffer.of(5), pair.public]), message, signature)).toBe(true);
    }
  });

  test('a zero one, another key, another message and a short one do not', () => {
    const signature = Curve.sign(privateKey, message);
    expect(verifyXeddsa(publicKey, message, Buffer.alloc(64))).toBe(false);
    expect(verifyXeddsa(Curve.generateKeyPair().public, message, signature)).toBe(false);
    expect(verifyXeddsa(publicKey, Buffer.from('other'), signature)).toBe(false);
    expect(verifyXeddsa(publicKey, message, signature.subarray(1))).toBe(false);
  });
});
