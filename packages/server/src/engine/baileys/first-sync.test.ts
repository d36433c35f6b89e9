import { expectedContacts, type FirstSyncStep } from '@grabber/simulator';
import { afterEach, describe, expect, test } from 'vitest';
import { type Lab, type LabOptions, startLab, type Watched } from './testing.ts';

let lab: Lab;

afterEach(() => lab.close());

/** Everything that the account's owner may expect of the address book, chats and push names. */
async function expectEverybody(watched: Watched): Promise<void> {
  const { people, end } = await watched.contacts('main');
  expect(end).toMatchObject({ complete: true, missing: [] });
  const expected = expectedContacts(lab.phone().account, lab.world);
  const known = new Map(people.map((person) => [person.lid ?? person.pn, person]));
  for (const { lid, phone, savedName, pushName, inAddressBook, hasChat } of expected) {
    if (!inAddressBook && !hasChat) continue;
    const person = known.get(lid) ?? known.get(phone);
    expect(person).toMatchObject({ saved_name: savedName, push_name: pushName, has_chat: hasChat });
  }
}

async function scan(watched: Watched): Promise<void> {
  const qr = watched.next('main', 'qr');
  await watched.engine.connect('main');
  await lab.phone().scan((await qr).qr_raw);
}

const finished = (watched: Watched) => watched.next('main', 'sync', ({ state }) => state !== 'running');

describe('a first sync that comes late', () => {
  test('history after the library has given up waiting: the engine asks for the address book by itself', async () => {
    lab = await startLab();
    // 20 s is the library's own limit, which cannot be set.
    lab.simulator.faults.set({ kind: 'history-late', ms: 20_500 });
    const watched = lab.engine({ timings: { freshQuiet: 23_000 } });
    const done = finished(watched);
    await scan(watched);
    expect(await done).toMatchObject({ state: 'complete', missing: [] });
    await expectEverybody(watched);
  }, 40_000);

  test('history after our own patience: first incomplete, then complete', async () => {
    lab = await startLab();
    lab.simulator.faults.set({ kind: 'history-late', ms: 1_500 });
    const watched = lab.engine({ timings: { freshQuiet: 600 } });
    const first = finished(watched);
    await scan(watched);
    expect(await first).toMatchObject({ state: 'incomplete', missing: ['chats', 'push_names'] });
    expect((await watched.contacts('main')).end).toMatchObject({ complete: false, missing: ['chats', 'push_names'] });
    await watched.next('main', 'sync', ({ state }) => state === 'complete');
    await expectEverybody(watched);
  }, 20_000);

  test('the app-state key after all history', async () => {
    lab = await startLab();
    lab.simulator.faults.set({ kind: 'app-state-key-late', ms: 800 });
    const watched = lab.engine();
    const done = finished(watched);
    await scan(watched);
    expect(await done).toMatchObject({ state: 'complete' });
    await expectEverybody(watched);
  }, 20_000);

  test('no app-state key at all: the address book is reported as missing', async () => {
    lab = await startLab();
    lab.simulator.faults.set({ kind: 'app-state-key-late', ms: 60_000 });
    const watched = lab.engine({ timings: { freshQuiet: 800 } });
    const done = finished(watched);
    await scan(watched);
    expect(await done).toMatchObject({ state: 'incomplete', missing: ['address_book'] });
    const { failures, end } = await watched.contacts('main');
    expect(failures).toMatchObject([{ error: { code: 'upstream' } }]);
    expect(end).toMatchObject({ complete: false, missing: ['address_book'] });
  }, 20_000);
});

test('an address book refused by rate-overlimit in the first sync is asked for again', async () => {
  lab = await startLab();
  lab.simulator.faults.set({ kind: 'rate-overlimit', on: 'app-state' }, { times: 1 });
  const watched = lab.engine();
  const done = finished(watched);
  await scan(watched);
  expect(await done).toMatchObject({ state: 'complete', missing: [] });
  await expectEverybody(watched);
}, 20_000);

describe('a first sync that is cut', () => {
  const kinds: FirstSyncStep['kind'][] = ['app-state-key', 'bootstrap', 'push-names', 'non-blocking', 'recent'];

  test.each(kinds)(
    'by a crash when the phone is about to send: %s',
    async (kind) => {
      const reached = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      await start({
        simulator: {
          pace: async (step) => {
            if (step.kind !== kind) return;
            reached.resolve();
            await goOn.promise;
          },
        },
      });
      const before = lab.engine();
      await scan(before);
      await reached.promise;
      await crash(before);
      goOn.resolve();
      await expectAllAfterRestart();
    },
    30_000,
  );

  test.each(kinds)(
    'by a crash right after the phone has sent: %s',
    async (kind) => {
      const sent = Promise.withResolvers<void>();
      let next = false;
      await start({
        simulator: {
          pace: async (step) => {
            if (next) sent.resolve();
            next = step.kind === kind;
          },
        },
      });
      const before = lab.engine();
      await scan(before);
      await Promise.race([sent.promise, new Promise((resolve) => setTimeout(resolve, 300))]);
      await crash(before);
      await expectAllAfterRestart();
    },
    30_000,
  );

  test('by crashes at any moment, again and again', async () => {
    await start({ simulator: { historyDelayMs: 40 } });
    const first = lab.engine();
    await scan(first);
    await crash(first);
    for (const delay of [5, 40, 90, 150]) {
      const watched = lab.engine();
      await watched.engine.connect('main');
      await new Promise((resolve) => setTimeout(resolve, delay));
      await crash(watched);
    }
    await expectAllAfterRestart();
  }, 40_000);

  test('by a connection that drops: the same engine takes it up again', async () => {
    await start({ simulator: { historyDelayMs: 60 } });
    const watched = lab.engine();
    const opened = watched.next('main', 'open');
    await scan(watched);
    await opened;
    const closed = watched.next('main', 'closed');
    lab.simulator.faults.set({ kind: 'replaced' }, { times: 1 });
    await closed;
    const done = finished(watched);
    await watched.engine.connect('main');
    expect(await done).toMatchObject({ state: 'complete', missing: [] });
    await expectEverybody(watched);
  }, 30_000);

  test('what is really lost is told: link again for it', async () => {
    await start({});
    const before = lab.engine();
    await lab.link(before, 'main');
    await before.engine.close();
    // As if an older program had lost it: neither flags nor directory nor inbox know of push names.
    await lab.storage.db
      .updateTable('engine_sync_state')
      .set({ has_push_names: false, history_complete: false })
      .execute();
    const after = lab.engine({ timings: { resumedQuiet: 300 } });
    const done = finished(after);
    await after.open('main');
    expect(await done).toMatchObject({ state: 'incomplete', missing: ['push_names'] });
    expect((await after.contacts('main')).end).toMatchObject({ complete: false, missing: ['push_names'] });
  }, 30_000);

  async function start(options: LabOptions): Promise<void> {
    lab = await startLab({ world: { contacts: 60 }, ...options });
  }

  /** Like kill -9 for everything the engine holds. */
  async function crash(watched: Watched): Promise<void> {
    await Promise.all(watched.workers.map((worker) => worker.terminate()));
  }

  async function expectAllAfterRestart(): Promise<void> {
    const after = lab.engine();
    const done = finished(after);
    await after.engine.connect('main');
    expect(await done).toMatchObject({ state: 'complete', missing: [] });
    expect(after.events.map(({ type }) => type)).not.toContain('qr');
    await expectEverybody(after);
    const waiting = await lab.storage.db.selectFrom('engine_sync_inbox').select('item_id').execute();
    expect(waiting).toEqual([]);
  }
});
