import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Storage } from '../packages/server/src/storage/index.ts';
import { describeEachDialect } from '../packages/server/src/storage/testing.ts';
import { type Happening, happen } from './support/random-life.ts';
import { readRows } from './support/rows.ts';
import { pairAndSync } from './support/session.ts';
import { type Stack, startStack } from './support/stack.ts';
import { until } from './support/until.ts';
import { linesOfRows, linesOfWorld } from './support/world-lines.ts';

const events = 1_000;
/** So many happen at once; then the rows must have caught up before the next do. */
const atOnce = 50;
/** Shorter than of a server in use, so that a life takes seconds; what happens in which order is as random as ever. */
const timings = { write: 20, settle: 200, groupSpacing: 10 };
const patienceMs = 60_000;
/** The same life each time, so that a change is never refused for another's fault; `LIVE_SEED=random` lives another one, `LIVE_SEED=<seed>` that one again. */
const wished = process.env['LIVE_SEED'] ?? '5101';
const seed = wished === 'random' ? randomInt(2 ** 31) : Number(wished);

const happening = fc.tuple(fc.nat(1000), fc.nat(10_000), fc.nat(10_000));
/** Of each burst: whether the connection is cut, and which grab is started, before which of its events. */
const disturbance = fc.record({
  cut: fc.option(fc.nat(atOnce - 1), { freq: 2 }),
  grab: fc.option(fc.tuple(fc.nat(atOnce - 1), fc.constantFrom('all', 'groups', 'contacts')), { freq: 4 }),
});
const life = fc.record({
  happenings: fc.array(happening, { minLength: events, maxLength: events, size: 'max' }),
  disturbances: fc.array(disturbance, { minLength: events / atOnce, maxLength: events / atOnce }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

describeEachDialect('a thousand live changes', (open, database) => {
  // The seed stands in the title, so that it shows whatever the end.
  test(`leave the database equal to the world, whatever breaks off and whoever grabs meanwhile (LIVE_SEED=${seed})`, async () => {
    const storage = await open();
    const check = fc.asyncProperty(life, (told) => live(storage, database.url(), told));
    await fc.assert(check, { seed, numRuns: 1, endOnFailure: true }).catch((error: unknown) => {
      throw new Error(`run this life again: LIVE_SEED=${seed} npx vitest run tests/live-world.test.ts`, {
        cause: error,
      });
    });
  }, 240_000);
});

async function live(storage: Storage, databaseUrl: string, { happenings, disturbances }: Life): Promise<void> {
  const world = { seed: 7, accounts: 1, contacts: 60, groups: 10, hostile: false };
  const stack = await startStack({ world, env: { DATABASE_URL: databaseUrl }, timings });
  try {
    const id = await pairAndSync(stack.client(), 'Toko', (qr) => stack.phone.scan(qr));
    await stack.client().get(`/api/sessions/${id}/grab-all`);
    for (const [burst, disturbed] of disturbances.entries()) {
      const some = happenings.slice(burst * atOnce, (burst + 1) * atOnce);
      let grab: Promise<unknown> = Promise.resolve();
      for (const [index, each] of some.entries()) {
        if (disturbed.cut === index) stack.simulator.cutConnections();
        if (disturbed.grab?.[0] === index) grab = startGrab(stack, id, disturbed.grab[1]);
        happenOnce(stack, each, burst * atOnce + index);
        // Lets what was told go out between the events.
        if (index % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
      }
      await grab;
      await caughtUp(stack, storage, id);
    }
  } finally {
    await stack.close();
  }
}

function happenOnce({ simulator, account }: Stack, what: Happening, serial: number): void {
  happen(simulator, account, what, serial);
}

/** A grab may find the account not connected: that is no failure of this test. */
async function startGrab(stack: Stack, id: string, kind: string): Promise<void> {
  await stack.client().post(`/api/sessions/${id}/grabs`, { kind });
}

/** Waits until the rows say what the world says; shows the difference when they never do. */
async function caughtUp({ simulator, account }: Stack, storage: Storage, id: string): Promise<void> {
  const read = async () => linesOfRows(await readRows(storage, id), account, simulator.world);
  const wanted = linesOfWorld(account, simulator.world);
  try {
    await until('the world', async () => JSON.stringify(await read()) === JSON.stringify(wanted), patienceMs, 100);
  } catch {
    expect(await read()).toEqual(wanted);
  }
}
