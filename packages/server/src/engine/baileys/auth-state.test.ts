import { randomBytes } from 'node:crypto';
import { proto, type SignalDataSet } from '@whiskeysockets/baileys';
import { beforeAll, expect, test } from 'vitest';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { createSealer, UnreadableError } from '../seal.ts';
import { openAuthState } from './auth-state.ts';
import { eraseAccount } from './erase.ts';
import { createLeftNumbers } from './left-numbers.ts';
import { createWriter } from './writer.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

describeEachDialect('credentials and keys', (open) => {
  let storage: Storage;
  const sealer = createSealer('a secret');
  const writerOf = (sessionId: string) =>
    createWriter({ storage, sessionId, left: createLeftNumbers(), delay: 5, log: silent });
  const auth = (sessionId = 's', seal = sealer) =>
    openAuthState({ storage, sealer: seal, sessionId, writer: writerOf(sessionId) });

  beforeAll(async () => {
    storage = await open();
  });

  /** As the phone's answer to the pairing leaves them. */
  async function linked(sessionId = 's') {
    const state = await auth(sessionId);
    state.creds.account = { details: randomBytes(8) };
    state.creds.me = { id: '62812:3@s.whatsapp.net' };
    await state.save();
    return state;
  }

  test('credentials are written only when a phone has linked, and come back byte by byte', async () => {
    const fresh = await auth();
    await fresh.save();
    expect((await auth()).linked()).toBe(false);
    const { creds } = await linked();
    const back = await auth();
    expect(back.linked()).toBe(true);
    expect(JSON.stringify(back.creds)).toBe(JSON.stringify(creds));
    expect(Buffer.from(back.creds.noiseKey.private)).toEqual(Buffer.from(creds.noiseKey.private));
  });

  test('the last of many saves stands', async () => {
    const state = await linked();
    const saves = Array.from({ length: 20 }, (_, counter) => {
      state.creds.accountSyncCounter = counter;
      return state.save();
    });
    await Promise.all(saves);
    expect((await auth()).creds.accountSyncCounter).toBe(19);
  });

  test('keys of every type come back as they were, and null removes one', async () => {
    const { keys } = await linked();
    const pair = { public: randomBytes(32), private: randomBytes(32) };
    const many = Object.fromEntries(Array.from({ length: 812 }, (_, id) => [String(id), pair]));
    const data: SignalDataSet = {
      'pre-key': many,
      session: { '62812.0': randomBytes(2000) },
      'sender-key': { '120363@g.us::62812::0': randomBytes(300) },
      'app-state-sync-key': { 'AAAA+/=': proto.Message.AppStateSyncKeyData.fromObject({ keyData: randomBytes(32) }) },
      'app-state-sync-version': { regular: { version: 3, hash: randomBytes(128), indexValueMap: {} } },
      'device-list': { '62812': ['0', '3'] },
      tctoken: { '62812@s.whatsapp.net': { token: randomBytes(16), timestamp: '1' } },
    };
    await keys.set(data);
    const other = (await auth()).keys;
    const back = await other.get('pre-key', Object.keys(many));
    expect(Object.keys(back).length).toBe(812);
    expect(Buffer.from(back['811']?.private ?? [])).toEqual(pair.private);
    for (const type of ['session', 'sender-key', 'device-list', 'tctoken', 'app-state-sync-version'] as const) {
      const [id = ''] = Object.keys(data[type] ?? {});
      expect(plain((await other.get(type, [id]))[id])).toEqual(plain(data[type]?.[id]));
    }
    expect((await other.get('app-state-sync-key', ['AAAA+/=']))['AAAA+/=']?.keyData?.length).toBe(32);
    await keys.set({ 'pre-key': { '5': null } });
    expect(Object.keys(await (await auth()).keys.get('pre-key', ['4', '5', '6']))).toEqual(['4', '6']);
  });

  test('LID mappings are told in both directions; the newest wins', async () => {
    const { keys } = await linked();
    await keys.set({
      'lid-mapping': { '62811': '901', '901_reverse': '62811', '62822': '902', '902_reverse': '62822' },
    });
    const ids = ['62811', '902_reverse', '62899', '999_reverse'];
    expect(await keys.get('lid-mapping', ids)).toEqual({ '62811': '901', '902_reverse': '62822' });
    await keys.set({ 'lid-mapping': { '62811': '903', '903_reverse': '62811' } });
    const both = ['62811', '901_reverse', '903_reverse'];
    expect(await keys.get('lid-mapping', both)).toEqual({ '62811': '903', '903_reverse': '62811' });
  });

  test('a connection that is over changes no state of the app state any more', async () => {
    const state = { version: 3, hash: Buffer.alloc(128), indexValueMap: {} };
    const over = await linked();
    await over.keys.set({ 'app-state-sync-version': { regular: state } });
    over.retire();
    const late = over.keys.set({ 'app-state-sync-version': { regular: { ...state, version: 2 } } });
    await expect(late).rejects.toThrow('over');
    await over.keys.set({ session: { late: Buffer.from('kept') } });
    const { keys } = await auth();
    expect((await keys.get('app-state-sync-version', ['regular']))['regular']?.version).toBe(3);
    expect((await keys.get('session', ['late']))['late']).toEqual(Buffer.from('kept'));
  });

  test('another secret opens nothing, and a row of another place neither', async () => {
    const { keys } = await linked();
    await keys.set({ session: { a: randomBytes(10), b: randomBytes(10) } });
    await expect(auth('s', createSealer('another'))).rejects.toThrow(UnreadableError);
    const rows = storage.db
      .selectFrom('engine_keys')
      .selectAll()
      .where('session_id', '=', 's')
      .where('type', '=', 'session');
    const { sealed } = await rows.where('key_id', '=', 'a').executeTakeFirstOrThrow();
    await storage.db.updateTable('engine_keys').set({ sealed }).where('key_id', '=', 'b').execute();
    await expect((await auth()).keys.get('session', ['b'])).rejects.toThrow(UnreadableError);
  });

  test('erasing one account leaves the other', async () => {
    await linked('other');
    await linked('gone');
    await eraseAccount(storage, 'gone');
    expect((await auth('gone')).linked()).toBe(false);
    expect((await auth('other')).linked()).toBe(true);
  });
});

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
