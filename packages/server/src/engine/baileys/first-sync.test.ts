import { afterEach, describe, expect, test } from 'vitest';
import { expectEverybody, finished, scan } from './testing/first-sync.ts';
import { type Lab, startLab } from './testing/index.ts';

let lab: Lab;

afterEach(() => lab.close());

describe('a first sync that comes late', () => {
  test('history after the library has given up waiting: the engine asks for the address book by itself', async () => {
    lab = await startLab();
    // 20 s is the library's own limit, which cannot be set.
    lab.simulator.faults.set({ kind: 'history-late', ms: 20_500 });
    const watched = lab.engine({ timings: { freshQuiet: 23_000 } });
    const done = finished(watched);
    await scan(lab, watched);
    expect(await done).toMatchObject({ state: 'complete', missing: [] });
    await expectEverybody(lab, watched);
  }, 40_000);

  test('history after our own patience: first incomplete, then complete', async () => {
    lab = await startLab();
    lab.simulator.faults.set({ kind: 'history-late', ms: 1_500 });
    const watched = lab.engine({ timings: { freshQuiet: 600 } });
    const first = finished(watched);
    await scan(lab, watched);
    expect(await first).toMatchObject({ state: 'incomplete', missing: ['chats', 'push_names'] });
    expect((await watched.contacts('main')).end).toMatchObject({ complete: false, missing: ['chats', 'push_names'] });
    await watched.next('main', 'sync', ({ state }) => state === 'complete');
    await expectEverybody(lab, watched);
  }, 20_000);

  test('the app-state key after all history', async () => {
    lab = await startLab();
    lab.simulator.faults.set({ kind: 'app-state-key-late', ms: 800 });
    // The key ends the wait; the test would time out if only patience did.
    const watched = lab.engine({ timings: { freshQuiet: 60_000 } });
    const done = finished(watched);
    await scan(lab, watched);
    expect(await done).toMatchObject({ state: 'complete' });
    await expectEverybody(lab, watched);
  }, 20_000);

  test('no app-state key at all: the address book is reported as missing', async () => {
    lab = await startLab();
    lab.simulator.faults.set({ kind: 'app-state-key-late', ms: 60_000 });
    const watched = lab.engine({ timings: { freshQuiet: 800 } });
    const done = finished(watched);
    await scan(lab, watched);
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
  await scan(lab, watched);
  expect(await done).toMatchObject({ state: 'complete', missing: [] });
  await expectEverybody(lab, watched);
}, 20_000);
