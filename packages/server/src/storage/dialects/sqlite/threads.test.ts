import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { contactRow } from '../../sample-rows.ts';
import { describeDialect } from '../../testing.ts';

const script = new URL('../../fixtures/write-in-thread.ts', import.meta.url);

describeDialect('sqlite', 'threads on one file', (open, database) => {
  it('all write what they have to, and this one goes on reading and writing', async () => {
    const storage = await open();
    const sessions = ['t1', 't2', 't3'];
    const writers = sessions.map(async (session_id) => {
      const workerData = { url: database.url(), session_id, transactions: 10, rows: 200 };
      await once(new Worker(script, { workerData }), 'message');
    });
    let isWriting = true;
    const finished = Promise.all(writers).finally(() => {
      isWriting = false;
    });
    let own = 0;
    while (isWriting) {
      own += 1;
      await storage.db.insertInto('contacts').values(contactRow('main', own)).execute();
      await storage.db.selectFrom('contacts').select('id').where('session_id', '=', 'main').execute();
      // SQLite answers without ever letting the event loop turn
      await setImmediate();
    }
    await finished;
    const counts = await storage.db
      .selectFrom('contacts')
      .select((eb) => ['session_id', eb.fn.countAll<number>().as('count')])
      .groupBy('session_id')
      .orderBy('session_id')
      .execute();
    expect(counts).toEqual([
      { session_id: 'main', count: own },
      ...sessions.map((session_id) => ({ session_id, count: 2000 })),
    ]);
  }, 60_000);

  it('never keeps a reader waiting for a transaction of its own thread', async () => {
    const storage = await open();
    await storage.transaction(async (trx) => {
      await trx.deleteFrom('contacts').execute();
      expect(await storage.db.selectFrom('contacts').select('id').limit(1).execute()).toHaveLength(1);
    });
  });
});
