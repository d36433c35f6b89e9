import type { Fault } from '@grabber/simulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from './support/client.ts';
import { rowFacts, savedContacts, worldFacts } from './support/oracle.ts';
import { pairAndSync, readSession, sessionWhere } from './support/session.ts';
import { type Stack, startStack } from './support/stack.ts';
import { until } from './support/until.ts';

let stack: Stack;
let client: Client;
let id: string;

type Options = Omit<Parameters<typeof startStack>[0], 'world'>;

async function open(options: Options = {}) {
  stack = await startStack({ world: { preset: 'tiny', seed: 3 }, ...options });
  client = stack.client();
}

async function openAndPair(options: Options) {
  await open(options);
  id = await pairAndSync(client, 'Toko', (qr) => stack.phone.scan(qr));
}

async function expectGoodGrab() {
  stack.simulator.faults.clear();
  await sessionWhere(client, id, (row) => row.status === 'connected');
  const answer = await until('a grab that succeeds', async () => {
    const grab = await client.get(`/api/sessions/${id}/grab-all`);
    return grab.status === 200 && grab;
  });
  expect(answer.data).toMatchObject({ errors: [] });
  const people = await savedContacts(client, id, 'individual');
  expect(rowFacts(people)).toEqual(worldFacts(stack.account, stack.simulator.world));
}

/** One server and account for the tests of a group, which each begin and end with everything well. */
function shareOne(options: Options) {
  beforeAll(() => openAndPair(options));
  beforeEach(() => stack.simulator.faults.clear());
  afterAll(() => stack.close());
}

describe('a groups query that fails', () => {
  shareOne({ env: { GRAB_TIMEOUT_GROUPS_MS: '2000' }, timings: { backoffMin: 200, query: 1500 } });

  test.each<[Fault, number, string]>([
    [{ kind: 'rate-overlimit', on: 'groups' }, 429, 'rate_limited'],
    [{ kind: 'no-answer', on: 'groups' }, 504, 'timeout'],
    [{ kind: 'slow-answer', ms: 60_000, on: 'groups' }, 504, 'timeout'],
    [{ kind: 'drop-mid-reply', on: 'groups' }, 503, 'not_connected'],
  ])('%o answers %i %s, removes nothing, and a later grab succeeds', async (fault, status, code) => {
    await client.get(`/api/sessions/${id}/grab-all`);
    const before = await savedContacts(client, id, 'group');
    stack.simulator.faults.set(fault);
    const answer = await client.get(`/api/sessions/${id}/grab-groups`);
    expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    expect(answer.body['message']).toMatch(/^Gagal mengambil kontak grup: /);
    if (code === 'rate_limited') expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await savedContacts(client, id, 'group')).toEqual(before);
    await expectGoodGrab();
  });

  test('a slow answer is waited for', async () => {
    stack.simulator.faults.set({ kind: 'slow-answer', ms: 500, on: 'groups' });
    await expectGoodGrab();
  });

  test('an empty answer removes nothing', async () => {
    await client.get(`/api/sessions/${id}/grab-all`);
    const before = await savedContacts(client, id, 'group');
    stack.simulator.faults.set({ kind: 'empty-groups' });
    const answer = await client.get(`/api/sessions/${id}/grab-groups`);
    expect(answer.data['removed_count'] ?? 0).toBe(0);
    expect(await savedContacts(client, id, 'group')).toEqual(before);
    await expectGoodGrab();
  });
});

describe('a list of groups that is damaged', () => {
  beforeEach(() => openAndPair({}));
  afterEach(() => stack.close());

  test.each(['id', 'subject', 'participants', 'participant-jid'] as const)(
    'a group without %s does not cost the others, and is listed',
    async (missing) => {
      stack.simulator.faults.set({ kind: 'malformed-groups', missing });
      const answer = await client.get(`/api/sessions/${id}/grab-groups`);
      expect(answer.status).toBe(200);
      // The fault damages every second group; what has no id cannot be saved, everything else can.
      const groups = stack.account.groups.length;
      const damaged = Math.ceil(groups / 2);
      const saved = await savedContacts(client, id, 'group');
      expect(saved).toHaveLength(missing === 'id' ? groups - damaged : groups);
      if (missing === 'id') expect(answer.data['errors']).toHaveLength(damaged);
      if (missing === 'participant-jid') expect(answer.data['errors']).not.toEqual([]);
      await expectGoodGrab();
    },
  );
});

describe('a connection that ends for a reason', () => {
  shareOne({ timings: { watchdog: 3000 } });

  test.each<[Fault, string, string]>([
    [{ kind: 'replaced' }, 'disconnected', 'replaced'],
    [{ kind: 'banned' }, 'auth_failed', 'banned'],
    [{ kind: 'client-outdated' }, 'error', 'client_outdated'],
  ])('%o ends as %s/%s and waits for the user', async (fault, status, reason) => {
    stack.simulator.faults.set(fault);
    await client.post(`/api/sessions/${id}/reconnect`);
    const row = await sessionWhere(client, id, (session) => session.status_reason === reason);
    expect(row.status).toBe(status);
    const refused = await client.get(`/api/sessions/${id}/grab-all`);
    expect(refused).toMatchObject({ status: 400, body: { message: `Session tidak terhubung. Status: ${status}` } });
    stack.simulator.faults.clear();
    await client.post(`/api/sessions/${id}/connect`);
    await expectGoodGrab();
  });

  test.each<[Fault, string]>([
    [{ kind: 'server-away' }, 'server_unavailable'],
    [{ kind: 'upgrade-refused' }, 'server_unavailable'],
  ])('%o is %s, and the account comes back by itself', async (fault, reason) => {
    stack.simulator.faults.set(fault);
    await client.post(`/api/sessions/${id}/reconnect`);
    await sessionWhere(client, id, (session) => session.status === 'disconnected' && session.status_reason === reason);
    await expectGoodGrab();
  });

  test('unlinked on the phone: says so, asks for a new QR code, and keeps the contacts readable', async () => {
    await client.get(`/api/sessions/${id}/grab-all`);
    const before = await savedContacts(client, id, 'individual');
    // It strikes the connected client at once.
    stack.simulator.faults.set({ kind: 'logged-out' }, { times: 1 });
    await sessionWhere(client, id, (session) => session.status_reason === 'logged_out');
    expect(await savedContacts(client, id, 'individual')).toEqual(before);
    await client.post(`/api/sessions/${id}/connect`);
    await sessionWhere(client, id, (session) => session.status === 'qr_ready');
    const qr = await client.get(`/api/sessions/${id}/qr`);
    await stack.phone.scan(String(qr.data['qr_raw']));
    await sessionWhere(client, id, (row) => row.status === 'connected' && row.sync_state === 'complete');
    await expectGoodGrab();
  });
});

describe('a first sync that goes wrong', () => {
  beforeEach(() => open());
  afterEach(() => stack.close());

  test.each<Fault>([
    { kind: 'history-late', ms: 22_000 },
    { kind: 'app-state-key-late', ms: 1000 },
    { kind: 'rate-overlimit', on: 'app-state' },
    { kind: 'drop-mid-reply', on: 'app-state' },
  ])(
    '%o: the address book is there all the same',
    async (fault) => {
      stack.simulator.faults.set(fault, { times: 1 });
      id = await pairAndSync(client, 'Toko', (qr) => stack.phone.scan(qr));
      expect(await readSession(client, id)).toMatchObject({ sync_state: 'complete', sync_missing: [] });
      await expectGoodGrab();
    },
    120_000,
  );
});
