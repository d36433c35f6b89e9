import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { proto } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemCaller } from '../auth/index.ts';
import { everyRow } from '../backup/testing/fill.repo.ts';
import { createChangeSignal, readChanges } from '../changes/index.ts';
import { isoTime } from '../core/index.ts';
import { manualClock } from '../core/testing.ts';
import { createInboxSearch, createSealer } from '../engine/index.ts';
import { createJobs, type Jobs } from '../jobs/index.ts';
import { createLogger } from '../observability/index.ts';
import { createDigests, createOptOuts } from '../opt-outs/index.ts';
import { createSettings, type SettingsStore } from '../settings/index.ts';
import type { Storage } from '../storage/index.ts';
import { contactRow, memberRow, newSession } from '../storage/sample-rows.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { createPrivacy, type Privacy } from './index.ts';

const at = '2024-01-15T10:30:00.123Z';
const phone = '6281299999999';
const lid = '77700011122233';
const secretName = 'Siti Rahasia';
const sealer = createSealer('a secret');

describeEachDialect('privacy', (open) => {
  let storage: Storage;
  let privacy: Privacy;
  let jobs: Jobs;
  let settings: SettingsStore;
  let folder: string;
  const clock = manualClock();
  beforeAll(async () => {
    storage = await open();
    folder = await mkdtemp(join(tmpdir(), 'privacy-'));
    const logger = createLogger('silent');
    const digests = createDigests(Buffer.alloc(32, 5));
    const optOuts = createOptOuts({ storage, clock, digests });
    settings = createSettings({ storage, language: 'id' });
    jobs = createJobs({ storage, clock, logger, folder });
    const backups = async () => ['backup-20260101-000000-abcdef.wcgb'];
    const changes = createChangeSignal();
    privacy = createPrivacy({
      storage,
      clock,
      logger,
      digests,
      optOuts,
      settings,
      jobs,
      changes,
      backups,
      uploads: folder,
      inbox: createInboxSearch(sealer),
    });
  });
  afterAll(async () => {
    await jobs?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A person in two sessions, once by phone and once by LID only, in a group, tagged, with a history and what the engine keeps; and somebody else. */
  async function held() {
    const { db, bulk } = storage;
    const sessions = [newSession(), newSession()] as const;
    const named = { name: secretName, saved_name: secretName, search_text: secretName.toLowerCase() };
    const [byPhone = 0, byLid = 0, other = 0] = await bulk.insertWithIds(db, 'contacts', [
      contactRow(sessions[0], 1, { ...named, contact_id: `${phone}@s.whatsapp.net`, phone_number: phone, lid }),
      contactRow(sessions[1], 1, { ...named, contact_id: `${lid}@lid`, phone_number: null, lid }),
      contactRow(sessions[0], 2),
    ]);
    await bulk.insertWithIds(db, 'group_members', [memberRow(sessions[0], byPhone), memberRow(sessions[0], other)]);
    const change = { entity: 'contact' as const, group_id: null, kind: 'updated' as const, source: 'grab:1', at };
    await bulk.insert(db, 'changes', [
      { ...change, session_id: sessions[0], entity_id: byPhone, fields: JSON.stringify({ name: ['x', secretName] }) },
      { ...change, session_id: sessions[0], entity_id: other, fields: null },
    ]);
    await db.insertInto('engine_lid_map').values({ session_id: sessions[1], lid, pn: phone }).execute();
    const directory = { saved_name: secretName, chat_name: null, push_name: null, verified_name: null };
    await bulk.insert(db, 'engine_directory', [
      { session_id: sessions[1], jid: `${lid}@lid`, ...directory, in_address_book: true, has_chat: false },
    ]);
    const error = { grab_id: 1, session_id: sessions[0], item: 'contact' as const, code: 'upstream', reason: 'x', at };
    await bulk.insert(db, 'grab_errors', [{ ...error, item_id: `${phone}@s.whatsapp.net` }]);
    const data = JSON.stringify({ name: secretName, email: null, company: null, note: null, tags: [], text: phone });
    const line = { import_id: 9, line: 1, outcome: 'new' as const, code: null, contact_row_id: null, data };
    await bulk.insert(db, 'import_rows', [{ ...line, phone_number: phone, lid: null }]);
    await bulk.insert(db, 'migration_reports', [
      {
        migration: 'x',
        kind: 'left_alone',
        session_id: sessions[0],
        contact_row_id: null,
        details: JSON.stringify({ phone_number: phone }),
        at,
      },
    ]);
    const history = {
      pushnames: [{ id: `${phone}@s.whatsapp.net`, pushname: secretName }, { id: '62899@s.whatsapp.net' }],
    };
    const historySyncNotification = {
      initialHistBootstrapInlinePayload: deflateSync(
        proto.HistorySync.encode({ ...history, syncType: proto.HistorySync.HistorySyncType.PUSH_NAME }).finish(),
      ),
    };
    const waiting = proto.Message.encode({ protocolMessage: { historySyncNotification } }).finish();
    const item = { item_id: 'push_names:1', received_at: at };
    await bulk.insert(db, 'engine_sync_inbox', [
      { ...item, session_id: sessions[1], sealed: sealer.seal([sessions[1], 'inbox', item.item_id], waiting) },
    ]);
    return { sessions, byPhone, byLid, other };
  }

  /** The push names of the first sync that wait to be worked off. */
  async function waitingNames(): Promise<(string | null | undefined)[]> {
    const rows = await storage.db.selectFrom('engine_sync_inbox').selectAll().execute();
    return rows.flatMap(({ session_id, item_id, sealed }) => {
      const message = proto.Message.decode(sealer.open([session_id, 'inbox', item_id], sealed));
      const payload = message.protocolMessage?.historySyncNotification?.initialHistBootstrapInlinePayload;
      return proto.HistorySync.decode(inflateSync(payload ?? new Uint8Array())).pushnames.map(({ id }) => id);
    });
  }

  const everything = async () => JSON.stringify(await everyRow(storage));

  it('says what would go, then erases a person from every table, and leaves a receipt without a number', async () => {
    const { sessions, byPhone, byLid, other } = await held();
    const preview = await privacy.erasures.preview({ phone, lid: null });
    expect(preview).toMatchObject({
      found: true,
      counts: { contacts: 2, memberships: 1, changes: 1, grab_errors: 1, import_rows: 1, engine_sync_inbox: 1 },
    });
    expect(await waitingNames()).toEqual([`${phone}@s.whatsapp.net`, '62899@s.whatsapp.net']);
    expect(preview.sessions.map(({ session_id }) => session_id).sort()).toEqual([...sessions].sort());
    const before = await everything();
    for (const text of [phone, lid, secretName]) expect(before).toContain(text);

    const erasure = await privacy.erasures.erase({ phone, lid: null }, false, systemCaller);
    expect(erasure.counts).toMatchObject(preview.counts);
    expect(erasure.backups).toHaveLength(1);
    const after = await everything();
    for (const text of [phone, lid, secretName]) expect(after).not.toContain(text);
    expect(await waitingNames()).toEqual(['62899@s.whatsapp.net']);

    const told = await readChanges(storage.db, sessions[0], 0, 100);
    expect(told.map(({ entity_id, kind, source }) => [entity_id, kind, source])).toEqual([
      [other, 'updated', 'grab:1'],
      [byPhone, 'removed', `erasure:${erasure.id}`],
    ]);
    expect((await readChanges(storage.db, sessions[1], 0, 100)).map(({ entity_id }) => entity_id)).toEqual([byLid]);
    expect((await privacy.erasures.preview({ phone, lid: null })).found).toBe(false);
    const audit = await storage.db.selectFrom('audit_log').select('action').execute();
    expect(audit).toContainEqual({ action: 'person_erased' });
  });

  it('copies everything that is held on a person, and nothing of others', async () => {
    await held();
    const copy = await privacy.personalData({ phone: null, lid });
    expect(copy).toMatchObject({ phones: [phone], lids: [lid] });
    expect(copy.sessions).toHaveLength(2);
    const text = JSON.stringify(copy);
    expect(text).toContain(secretName);
    expect(copy.sessions.flatMap(({ engine }) => engine)).toContainEqual(
      expect.objectContaining({ first_sync: { id: `${phone}@s.whatsapp.net`, pushname: secretName } }),
    );
    expect(text).not.toContain('62899');
    expect(text).not.toContain('6281200000002');
    expect(text).not.toContain('search_text');
    await privacy.erasures.erase({ phone: null, lid }, false, systemCaller);
  });

  it('does not erase somebody else who has the hidden id now', async () => {
    const { byLid } = await held();
    const session = newSession();
    const mover = contactRow(session, 3, { lid });
    const [id = 0] = await storage.bulk.insertWithIds(storage.db, 'contacts', [mover]);
    await privacy.erasures.erase({ phone, lid: null }, true, systemCaller);
    const left = await storage.db.selectFrom('contacts').select('id').where('id', 'in', [id, byLid]).execute();
    expect(left).toEqual([{ id }]);
    const { rows } = await privacy.optOuts.list('all', { limit: 10, sort: '-id', total: false });
    expect(rows[0]).toMatchObject({ erase_on_sight: true, session_id: null });
  });

  it('removes what is older than the settings allow, and by default no contact that WhatsApp still tells', async () => {
    const session = newSession();
    const long = isoTime(clock.now() - 40 * 86_400_000);
    const [gone = 0, trashed = 0, both = 0] = await storage.bulk.insertWithIds(storage.db, 'contacts', [
      { ...contactRow(session, 11), deleted_at: null, removed_at: long },
      { ...contactRow(session, 12), deleted_at: long, removed_at: null },
      { ...contactRow(session, 13), deleted_at: long, removed_at: long },
    ]);
    const left = async () => {
      const rows = await storage.db
        .selectFrom('contacts')
        .select('id')
        .where('session_id', '=', session)
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    };
    const job = await privacy.runRetention(systemCaller.principal);
    expect(await jobs.wait(job.id)).toMatchObject({ status: 'completed', result: { removed: { trash: 1 } } });
    expect(await left()).toEqual([gone, trashed]);
    const told = await readChanges(storage.db, session, 0, 10);
    expect(told.map(({ entity_id, kind }) => [entity_id, kind])).toEqual([[both, 'removed']]);

    await settings.change({ retention: { inactive_contacts_days: 30, changes_days: 400 } });
    await jobs.wait((await privacy.runRetention(systemCaller.principal)).id);
    expect(await left()).toEqual([trashed]);
    const [oldest] = await storage.db.selectFrom('changes').select('at').orderBy('seq').limit(1).execute();
    expect((oldest?.at ?? '') > isoTime(clock.now() - 400 * 86_400_000)).toBe(true);
  });
});
