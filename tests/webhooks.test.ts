import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change, Webhook } from '@grabber/contract';
import { createWorld, startSimulator } from '@grabber/simulator';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, createClient } from './support/client.ts';
import { startProcess } from './support/process.ts';
import { type Answer, createReceiver, takeIn } from './support/receiver.ts';
import { pairAndSync } from './support/session.ts';
import { serverEnv, testKey } from './support/stack.ts';
import { until } from './support/until.ts';

/** Answered before the server is killed; whoever is asked again keeps the request waiting. */
const once =
  (answer: Answer): Answer =>
  (got, response, before) => {
    if (before.length === 0) answer(got, response, before);
  };
/** Takes the sixth in without a word, so that the server cannot know of it. */
const silentAfterFive: Answer = (got, response, before) => {
  if (before.length < 5) takeIn(got, response, before);
  else got.accepted = true;
};
const lure = createReceiver(takeIn);
const manners: Record<string, Answer> = {
  down: () => {},
  slow: () => {},
  failing: once((_, response) => response.writeHead(500).end('oops')),
  redirecting: once((_, response) => void lure.then(({ url }) => response.writeHead(302, { location: url }).end())),
  'cut off': silentAfterFive,
};

let env: Record<string, string>;
let scans: ((qr: string) => Promise<unknown>)[];
const cleanups: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'grabber-webhooks-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const world = createWorld({ seed: 6, accounts: 2, contacts: 20, groups: 3 });
  const simulator = await startSimulator({ world });
  cleanups.push(() => simulator.close());
  scans = world.accounts.map(
    ({ person }) =>
      (qr) =>
        simulator.phone(person.phone).scan(qr),
  );
  env = { ...serverEnv(folder, simulator), WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' };
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start() {
  const server = await startProcess(env);
  cleanups.push(() => server.kill());
  return { client: createClient(server.url, testKey), kill: () => server.kill() };
}

/** Receivers of each manner, each told everything that has happened so far. */
async function startReceivers(client: Client) {
  const made = Object.entries(manners).map(async ([manner, answer]) => {
    const receiver = await createReceiver(answer);
    cleanups.push(() => receiver.close());
    if (manner !== 'down') await receiver.open();
    const { data } = await client.post('/api/webhooks', { name: manner, url: receiver.url });
    const { id } = data['webhook'] as Webhook;
    await client.post(`/api/webhooks/${id}/replay`, { since: 0 });
    return { ...receiver, manner, id, verifier: new Verifier(String(data['secret'])) };
  });
  return await Promise.all(made);
}

type Receiver = Awaited<ReturnType<typeof startReceivers>>[number];

/** What is to be told, by session, in order. */
async function toldChanges(client: Client): Promise<Map<string, number[]>> {
  const { data } = await client.get('/api/changes?since=0&limit=1000');
  expect(data['has_more']).toBe(false);
  const changes = (data['changes'] as Change[]).filter(
    ({ entity, kind }) => entity !== 'session' || kind !== 'created',
  );
  const bySession = Map.groupBy(changes, ({ session_id }) => session_id);
  return new Map([...bySession].map(([id, list]) => [id, list.map(({ seq }) => seq)]));
}

async function webhooksOf(client: Client): Promise<Webhook[]> {
  return (await client.get('/api/webhooks')).data['webhooks'] as Webhook[];
}

/** Whether the first of every session was tried: refused, answered or still waiting for an answer. */
async function wasTried(client: Client, { manner, id, all }: Receiver, sessions: string[]): Promise<boolean> {
  if (manner === 'cut off')
    return sessions.every((session) => all.filter((got) => got.session === session).length === 6);
  if (manner === 'slow') return new Set(all.map(({ session }) => session)).size === sessions.length;
  const { data } = await client.get(`/api/webhooks/${id}/deliveries?sort=id&limit=200`);
  const tried = (data['deliveries'] as { attempts: number; session_id: string }[]).filter(
    ({ attempts }) => attempts > 0,
  );
  return new Set(tried.map(({ session_id }) => session_id)).size === sessions.length;
}

test('killed with deliveries waiting, the server tells receivers that were down, slow, failing or redirecting everything, in order', async () => {
  const first = await start();
  for (const [index, scan] of scans.entries()) {
    const id = await pairAndSync(first.client, `Toko ${index}`, scan);
    await first.client.get(`/api/sessions/${id}/grab-all`);
  }
  await (await lure).open();
  cleanups.push(async () => (await lure).close());
  const told = await toldChanges(first.client);
  const receivers = await startReceivers(first.client);
  for (const receiver of receivers)
    await until(receiver.manner, () => wasTried(first.client, receiver, [...told.keys()]));
  const waiting = await webhooksOf(first.client);
  await first.kill();

  expect(waiting.map(({ pending }) => pending).every((pending) => pending > 0)).toBe(true);
  for (const receiver of receivers) {
    receiver.state.answer = takeIn;
    await receiver.open();
  }
  const { client } = await start();
  await until('all to be told', async () => (await webhooksOf(client)).every(({ pending }) => pending === 0));
  expect((await webhooksOf(client)).every(({ dead }) => dead === 0)).toBe(true);
  for (const { all, verifier, manner } of receivers) {
    for (const { body, headers } of all) expect(() => verifier.verify(body, headers), manner).not.toThrow();
    for (const [session, seqs] of told) {
      const accepted = all.filter((got) => got.session === session && got.accepted).map(({ seq }) => seq);
      const heard = [...new Set(accepted)];
      expect(heard.slice(0, seqs.length), manner).toEqual(seqs);
      expect(heard, manner).toEqual(heard.toSorted((one, other) => one - other));
    }
  }
  expect((await lure).all).toEqual([]);
  const again = receivers.find(({ manner }) => manner === 'cut off')?.all ?? [];
  expect(again.filter(({ accepted }) => accepted).length).toBeGreaterThan(new Set(again.map(({ seq }) => seq)).size);
}, 120_000);
