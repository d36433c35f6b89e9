import { expect, test } from 'vitest';
import { describeEachDialect } from '../../storage/testing.ts';
import { expectEverybody } from './testing/first-sync.ts';
import { startLab } from './testing/index.ts';

describeEachDialect('the engine', (_, database) => {
  test('links, follows a first sync that is cut, and comes back without a QR code', async () => {
    const lab = await startLab({ databaseUrl: database.url(), simulator: { historyDelayMs: 30 } });
    const before = lab.engine();
    const qr = before.next('main', 'qr');
    await before.engine.connect('main');
    const opened = before.next('main', 'open');
    await lab.phone().scan((await qr).qr_raw);
    await opened;
    await Promise.all(before.workers.map((worker) => worker.terminate()));
    const after = lab.engine();
    const synced = after.next('main', 'sync', ({ state }) => state !== 'running');
    await after.open('main');
    expect(await synced).toMatchObject({ state: 'complete' });
    await expectEverybody(lab, after);
    expect((await after.groups('main')).end.complete).toBe(true);
    expect(after.events.map(({ type }) => type)).not.toContain('qr');
    await after.engine.logout('main');
    await lab.close();
  }, 40_000);
});
