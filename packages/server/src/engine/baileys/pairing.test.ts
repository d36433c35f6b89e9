import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from './testing/index.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await startLab({ world: { accounts: 6 } });
}, 30_000);
afterAll(() => lab.close());

describe('pairing by QR', () => {
  test('the codes rotate, and when they are used up the session is closed for the user to start again', async () => {
    const watched = lab.engine({ timings: { qr: 60 } });
    const closed = watched.next('rotating', 'closed');
    await watched.engine.connect('rotating');
    expect(await closed).toMatchObject({ reason: 'pairing_expired', retry: 'never' });
    const codes = watched.events.filter((event) => event.type === 'qr');
    expect(codes.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(codes.every(({ attempts }) => attempts === 6)).toBe(true);
    expect(new Set(codes.map(({ qr_raw }) => qr_raw)).size).toBe(6);
  });

  test('the first code lives 60 s, the following ones 20 s', async () => {
    const watched = lab.engine();
    const qr = watched.next('first', 'qr');
    const before = Date.now();
    await watched.engine.connect('first');
    expect(Date.parse((await qr).expires_at) - before).toBeGreaterThanOrEqual(60_000);
    expect(Date.parse((await qr).expires_at) - before).toBeLessThan(65_000);
    await watched.engine.disconnect('first');
  });

  test('the restart that WhatsApp asks for after pairing is not seen from outside', async () => {
    const watched = lab.engine();
    await lab.link(watched, 'restarting', 0);
    expect(watched.events.map(({ type }) => type)).not.toContain('closed');
  });
});

describe('pairing by code', () => {
  test('the code stays while the QR codes rotate, and links the account', async () => {
    const watched = lab.engine({ timings: { qr: 400 } });
    const first = await watched.engine.requestPairingCode('by-code', lab.phoneNumber(1));
    await watched.next('by-code', 'qr', ({ attempt }) => attempt === 2);
    expect(await watched.engine.requestPairingCode('by-code', lab.phoneNumber(1))).toEqual(first);
    const opened = watched.next('by-code', 'open');
    await lab.phone(1).enterCode(first.code);
    expect((await opened).account.pn).toBe(lab.phoneNumber(1));
  });

  test('a code nobody typed ends with the QR codes, and the next attempt starts clean', async () => {
    const watched = lab.engine({ timings: { qr: 100 } });
    const closed = watched.next('unused', 'closed');
    await watched.engine.requestPairingCode('unused', lab.phoneNumber(2));
    expect(await closed).toMatchObject({ reason: 'pairing_expired', retry: 'never' });
    const qr = watched.next('unused', 'qr');
    await watched.engine.connect('unused');
    await qr;
    expect(await watched.engine.isLinked('unused')).toBe(false);
  });
});

describe('the link', () => {
  test('outlives the engine without a new QR code', async () => {
    const before = lab.engine();
    await lab.link(before, 'lasting', 3);
    await before.engine.close();
    const after = lab.engine();
    expect(await after.engine.isLinked('lasting')).toBe(true);
    const synced = after.next('lasting', 'sync');
    await after.open('lasting');
    expect(await synced).toMatchObject({ state: 'complete' });
    expect(after.events.map(({ type }) => type)).toEqual(['open', 'sync']);
    expect((await after.groups('lasting')).groups.length).toBeGreaterThan(0);
    await after.engine.close();
  });

  test('is refused under another SECRET_KEY, without a QR code, and works again under the right one', async () => {
    const wrong = lab.engine({ engine: { secretKey: 'another secret' } });
    const closed = wrong.next('lasting', 'closed');
    await wrong.engine.connect('lasting');
    expect(await closed).toMatchObject({ reason: 'credentials_unreadable', retry: 'never' });
    expect(wrong.events.map(({ type }) => type)).toEqual(['closed']);
    expect(await wrong.engine.isLinked('lasting')).toBe(true);
    await wrong.engine.close();
    const right = lab.engine();
    await right.open('lasting');
    await right.engine.close();
  });

  test('ends when the phone unlinks the device: everything is erased, and the next connect shows a QR code', async () => {
    const watched = lab.engine();
    await lab.link(watched, 'unlinked', 4);
    const closed = watched.next('unlinked', 'closed');
    lab.phone(4).unlink();
    expect(await closed).toMatchObject({ reason: 'logged_out', retry: 'never' });
    expect(await watched.engine.isLinked('unlinked')).toBe(false);
    expect(await keptRows(lab, 'unlinked')).toEqual(nothing);
    const qr = watched.next('unlinked', 'qr');
    await watched.engine.connect('unlinked');
    await qr;
  });

  test('logout tells WhatsApp and erases everything', async () => {
    const watched = lab.engine();
    await lab.link(watched, 'leaving', 5);
    const { linkedDevices } = lab.simulator.connections(lab.phoneNumber(5));
    await watched.engine.logout('leaving');
    expect(lab.simulator.connections(lab.phoneNumber(5)).linkedDevices).toBe(linkedDevices - 1);
    expect(await keptRows(lab, 'leaving')).toEqual(nothing);
  });

  test('nothing was sent but what reading needs: no message, and never online', () => {
    for (const account of lab.world.accounts) {
      const seen = lab.simulator.connections(account.person.phone);
      expect(seen.messagesSent).toBe(0);
      expect(seen.presences).not.toContain('available');
    }
  });

  test('what is kept of the link is sealed', async () => {
    const rows = await lab.storage.db.selectFrom('engine_credentials').select('sealed').execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealed } of rows)
      expect(Buffer.from(sealed).toString('latin1')).not.toMatch(/noiseKey|private|s\.whatsapp/);
  });
});

const tables = [
  'engine_credentials',
  'engine_keys',
  'engine_lid_map',
  'engine_directory',
  'engine_sync_inbox',
  'engine_sync_state',
] as const;
const nothing = Object.fromEntries(tables.map((table) => [table, 0]));

async function keptRows(from: Lab, sessionId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const rows = await from.storage.db
      .selectFrom(table)
      .select('session_id')
      .where('session_id', '=', sessionId)
      .execute();
    counts[table] = rows.length;
  }
  return counts;
}
