import type { Job } from '@grabber/contract';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { anAccount, someContacts } from '../../contacts/query/testing.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type CareWorld, caller, careWorld, query } from '../testing.ts';

const size = 3500;

describeEachDialect('a bulk action on thousands', (open) => {
  let storage: Storage;
  let world: CareWorld;
  let session: string;

  beforeAll(async () => {
    storage = await open();
    session = await anAccount(storage, 'Ramai');
    await someContacts(
      storage,
      session,
      Array.from({ length: size }, (_, index) => ({ name: `Warga ${index}` })),
    );
  });
  beforeEach(async () => {
    world = await careWorld(storage);
  });
  afterAll(() => world?.close());

  const optOut = () =>
    world.bulk.start(caller(), {
      action: { type: 'opt_out' },
      selection: { query: query({ field: 'session', in: [session] }) },
    });
  const counted = async () => {
    const marked = storage.db.selectFrom('contacts').where('opted_out', '=', true);
    const [rows, entries] = await Promise.all([
      marked.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow(),
      storage.db
        .selectFrom('opt_outs')
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow(),
    ]);
    return [Number(rows.count), Number(entries.count)];
  };

  /** Does something when the first of several pieces is done. */
  async function inTheMiddle(deed: (job: Job) => Promise<unknown>): Promise<Job> {
    const done: Promise<unknown>[] = [];
    const stop = world.jobs.subscribe((job) => {
      if (job.done === 0 || done.length > 0 || job.undo_of !== null) return;
      done.push(deed(job));
    });
    const job = await optOut();
    await expect.poll(() => done.length).toBe(1);
    await Promise.all(done);
    stop();
    return job;
  }

  it('that is cancelled leaves what it did, tells of each, and is taken back', async () => {
    const { id } = await inTheMiddle((job) => world.jobs.cancel(caller(), job.id));
    const job = await world.jobs.wait(id);
    expect(job).toMatchObject({ status: 'cancelled', total: size });
    expect(job.done).toBeLessThan(size);
    expect(await counted()).toEqual([job.done, job.done]);
    expect(await world.undo(job)).toMatchObject({ status: 'completed', done: job.done, failed: 0 });
    expect(await counted()).toEqual([0, 0]);
    await world.close();
  });

  it('that a stop of the server cuts off goes on after it, and does nothing twice', async () => {
    const { id } = await inTheMiddle(() => world.close());
    const [cut] = await counted();
    expect(cut).toBeGreaterThan(0);
    expect(cut).toBeLessThan(size);
    world = await careWorld(storage);
    await world.jobs.resume();
    const job = await world.jobs.wait(id);
    expect(job).toMatchObject({ status: 'completed', total: size, done: size, failed: 0 });
    expect(await counted()).toEqual([size, size]);
    const { count } = await storage.db
      .selectFrom('job_items')
      .select((eb) => eb.fn.count('contact_row_id').distinct().as('count'))
      .where('job_id', '=', id)
      .where('outcome', '=', 'done')
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(size);
    await world.undo(job);
    expect(await counted()).toEqual([0, 0]);
  });
});
