import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '@grabber/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemCaller } from '../auth/index.ts';
import { manualClock } from '../core/testing.ts';
import { createLogger } from '../observability/index.ts';
import type { Storage } from '../storage/index.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { createJobs } from './index.ts';
import type { JobKind, JobScope, Jobs } from './types.ts';

const system = systemCaller.principal;
const bound = (id: number, ...sessions: string[]): JobScope => ({
  kind: 'api_key',
  id,
  name: `key ${id}`,
  sessions: new Set(sessions),
});
const page = { limit: 50, sort: 'id', total: true };
const day = 24 * 3_600_000;

describeEachDialect('jobs', (open) => {
  let storage: Storage;
  let folder: string;
  let jobs: Jobs;
  let clock = manualClock();

  async function restart(kinds: Record<string, JobKind>): Promise<void> {
    await jobs?.close();
    jobs = createJobs({ storage, clock, logger: createLogger('silent'), folder });
    for (const [kind, how] of Object.entries(kinds)) jobs.register(kind, how);
  }

  async function done(job: Job): Promise<Job> {
    return await jobs.wait(job.id);
  }

  beforeEach(async () => {
    storage ??= await open();
    clock = manualClock();
    folder = await mkdtemp(join(tmpdir(), 'jobs-'));
  });
  afterEach(async () => {
    await jobs.close();
    await storage.db.deleteFrom('jobs').execute();
    await storage.db.deleteFrom('job_items').execute();
    await rm(folder, { recursive: true });
  });

  test('counts, outcomes, result and events of a job with failed items', async () => {
    await restart({
      check: {
        async run({ params, expect: total, step }) {
          await total(3);
          await step(async () => ({
            items: [
              { contact_row_id: 1, outcome: 'done' },
              { contact_row_id: 2, outcome: 'skipped', code: 'opted_out' },
            ],
          }));
          await step(async () => ({ items: [{ line: 7, outcome: 'failed', code: 'broken' }] }));
          return { asked: params['what'] };
        },
      },
    });
    const told: string[] = [];
    jobs.subscribe((job) => told.push(`${job.status} ${job.done}/${job.total}`));
    const job = await done(await jobs.start({ kind: 'check', params: { what: 'x' }, scope: system }));
    expect(job).toMatchObject({
      status: 'completed_with_errors',
      total: 3,
      done: 3,
      failed: 1,
      result: { asked: 'x' },
    });
    expect(told).toEqual([
      'queued 0/null',
      'running 0/null',
      'running 0/3',
      'running 2/3',
      'running 3/3',
      'completed_with_errors 3/3',
    ]);
    const { rows, total } = await jobs.items(system, job.id, page);
    expect(rows).toMatchObject([
      { contact_row_id: 1, outcome: 'done' },
      { code: 'opted_out' },
      { line: 7, code: 'broken' },
    ]);
    expect(total).toBe(3);
    expect((await jobs.items(system, job.id, { ...page, outcome: 'failed' })).total).toBe(1);
  });

  test('an interrupted job goes on from its last step, and does nothing twice', async () => {
    const worked: number[] = [];
    const reached = Promise.withResolvers<void>();
    let isFirst = true;
    const kind: JobKind = {
      async run({ state, step, signal }) {
        for (let n = ((state as number | null) ?? 0) + 1; n <= 3; n += 1) {
          if (n === 2 && isFirst) {
            isFirst = false;
            reached.resolve();
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
          }
          await step(async () => {
            worked.push(n);
            return { items: [{ contact_row_id: n, outcome: 'done' }], state: n };
          });
        }
      },
    };
    await restart({ count: kind });
    const { id } = await jobs.start({ kind: 'count', params: {}, scope: system });
    await reached.promise;
    await restart({ count: kind });
    expect(await jobs.get(system, id)).toMatchObject({ status: 'running', done: 1 });
    await jobs.resume();
    expect(await jobs.wait(id)).toMatchObject({ status: 'completed', done: 3 });
    expect(worked).toEqual([1, 2, 3]);
  });

  test('a failing job says why, and a cancelled one stops', async () => {
    const started = Promise.withResolvers<void>();
    await restart({
      fail: { run: async () => Promise.reject(new Error('broken')) },
      endless: {
        async run({ step }) {
          for (;;) {
            await step(async () => ({ done: 1 }));
            started.resolve();
          }
        },
      },
    });
    expect(await done(await jobs.start({ kind: 'fail', params: {}, scope: system }))).toMatchObject({
      status: 'failed',
      error_code: 'internal',
    });
    expect(await done(await jobs.start({ kind: 'unknown', params: {}, scope: system }))).toMatchObject({
      status: 'failed',
    });
    const { id } = await jobs.start({ kind: 'endless', params: {}, scope: system });
    const waiting = await jobs.start({ kind: 'endless', params: {}, scope: system });
    await started.promise;
    expect(await jobs.cancel(system, waiting.id)).toMatchObject({ status: 'cancelled', done: 0 });
    expect(await jobs.cancel(system, id)).toMatchObject({ status: 'cancelled' });
  });

  test('an undo is a job of its own, once, within 30 days', async () => {
    const undone: unknown[] = [];
    await restart({
      change: {
        run: ({ step }) =>
          step(async () => ({ items: [{ contact_row_id: 5, outcome: 'done', before: { name: 'old' } }] })).then(
            () => undefined,
          ),
        async undo({ undone: original, undoneItems }) {
          for await (const items of undoneItems('done'))
            undone.push(
              original?.id,
              items.map(({ before }) => before),
            );
          return undefined;
        },
      },
    });
    const job = await done(await jobs.start({ kind: 'change', params: {}, scope: system }));
    expect(job.undoable_until).toBe(new Date(clock.now() + 30 * day).toISOString());
    const undo = await done(await jobs.undo(system, system, job.id));
    expect(undo).toMatchObject({ kind: 'change', status: 'completed', undo_of: job.id, undoable_until: null });
    expect(undone).toEqual([job.id, [{ name: 'old' }]]);
    expect(await jobs.get(system, job.id)).toMatchObject({ undone_by: undo.id, undoable_until: null });
    await expect(jobs.undo(system, system, job.id)).rejects.toMatchObject({ code: 'job_not_undoable' });
    await expect(jobs.undo(system, system, undo.id)).rejects.toMatchObject({ code: 'job_not_undoable' });
    const late = await done(await jobs.start({ kind: 'change', params: {}, scope: system }));
    clock.advance(31 * day);
    await expect(jobs.undo(system, system, late.id)).rejects.toMatchObject({ code: 'job_not_undoable' });
  });

  test('a file is there for a day, then it and later its job are cleared away', async () => {
    await restart({
      write: {
        async run({ file }) {
          await writeFile(await file({ name: 'Kontak 山.csv', type: 'text/csv' }), 'x,y');
        },
      },
    });
    const job = await done(await jobs.start({ kind: 'write', params: {}, scope: system }));
    expect(job.file).toEqual({ name: 'Kontak 山.csv', size: 3, expires_at: new Date(clock.now() + day).toISOString() });
    const { path } = await jobs.file(system, job.id);
    expect(await readFile(path, 'utf8')).toBe('x,y');
    await jobs.sweep();
    expect(existsSync(path)).toBe(true);
    clock.advance(day + 1);
    await expect(jobs.file(system, job.id)).rejects.toMatchObject({ code: 'job_file_gone' });
    await jobs.sweep();
    expect(existsSync(path)).toBe(false);
    expect(await jobs.get(system, job.id)).toMatchObject({ file: null });
    clock.advance(30 * day);
    await jobs.sweep();
    await expect(jobs.get(system, job.id)).rejects.toMatchObject({ code: 'job_not_found' });
  });

  test('a bound caller sees its own jobs, as long as it sees what they were about', async () => {
    await restart({ quick: { run: async () => undefined } });
    const mine = bound(1, 'a', 'b');
    const job = await done(await jobs.start({ kind: 'quick', params: {}, scope: mine }));
    await done(await jobs.start({ kind: 'quick', params: {}, scope: system }));
    expect(await jobs.list(mine, page)).toMatchObject({ rows: [{ id: job.id }], total: 1 });
    expect((await jobs.list(system, page)).rows).toHaveLength(2);
    for (const other of [bound(2, 'a', 'b'), bound(1, 'a')])
      await expect(jobs.get(other, job.id)).rejects.toMatchObject({ code: 'job_not_found' });
  });
});
