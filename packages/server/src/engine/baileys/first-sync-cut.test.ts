import type { FirstSyncStep } from '@grabber/simulator';
import { afterEach, describe, expect, test } from 'vitest';
import { expectEverybody, finished, scan } from './testing/first-sync.ts';
import { type Lab, type LabOptions, startLab, type Watched } from './testing/index.ts';

let lab: Lab;

afterEach(() => lab.close());

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
      await scan(lab, before);
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
      await scan(lab, before);
      await Promise.race([sent.promise, new Promise((resolve) => setTimeout(resolve, 300))]);
      await crash(before);
      await expectAllAfterRestart();
    },
    30_000,
  );

  test('by crashes at any moment, again and again', async () => {
    await start({ simulator: { historyDelayMs: 40 } });
    const first = lab.engine();
    await scan(lab, first);
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
    await scan(lab, watched);
    await opened;
    const closed = watched.next('main', 'closed');
    lab.simulator.faults.set({ kind: 'replaced' }, { times: 1 });
    await closed;
    const done = finished(watched);
    await watched.engine.connect('main');
    expect(await done).toMatchObject({ state: 'complete', missing: [] });
    await expectEverybody(lab, watched);
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

  test('what was saved and cannot be read is told as missing, and not forgotten', async () => {
    await start({});
    const before = lab.engine();
    await lab.link(before, 'main');
    await before.engine.close();
    const item = {
      session_id: 'main',
      item_id: 'chats:harmed',
      sealed: Buffer.from('harmed'),
      received_at: '2026-01-01T00:00:00.000Z',
    };
    await lab.storage.bulk.insert(lab.storage.db, 'engine_sync_inbox', [item]);
    await lab.storage.db.updateTable('engine_sync_state').set({ history_complete: false }).execute();
    const after = lab.engine({ timings: { resumedQuiet: 300 } });
    const done = finished(after);
    await after.open('main');
    expect(await done).toMatchObject({ state: 'incomplete', missing: ['chats'] });
    expect((await after.contacts('main')).end).toMatchObject({ complete: false, missing: ['chats'] });
    expect((await lab.storage.db.selectFrom('engine_sync_inbox').select('item_id').execute()).length).toBe(1);
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
    await expectEverybody(lab, after);
    const waiting = await lab.storage.db.selectFrom('engine_sync_inbox').select('item_id').execute();
    expect(waiting).toEqual([]);
  }
});
