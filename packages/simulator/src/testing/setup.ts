import { onTestFinished } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator.ts';
import type { Account, WorldOptions } from '../world/index.ts';
import { createWorld } from '../world/index.ts';
import { type ClientStore, linkByQr, startClient, type TestClient } from './client.ts';

type Settings = Parameters<typeof startClient>[2];

/** A simulator for one test, and clients that end with it. */
export type Setup = {
  sim: Simulator;
  /** The first account of the world. */
  account: Account;
  link(settings?: Settings, digits?: string): Promise<TestClient>;
  client(store?: ClientStore, settings?: Settings): TestClient;
};

/** Starts a simulator with a small world; everything ends with the test. */
export async function setUp(
  world: WorldOptions = { preset: 'tiny', seed: 7 },
  options: Omit<SimulatorOptions, 'world'> = {},
): Promise<Setup> {
  const sim = await startSimulator({ world: createWorld(world), ...options });
  const [account] = sim.world.accounts;
  if (!account) throw new Error('The world has no account.');
  const clients: TestClient[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.end();
    await sim.close();
  });
  const keep = (client: TestClient): TestClient => {
    clients.push(client);
    return client;
  };
  return {
    sim,
    account,
    link: async (settings, digits = account.person.phone) => keep(await linkByQr(sim, digits, settings)),
    client: (store, settings) => keep(startClient(sim, store, settings)),
  };
}

/** Resolves when a newly linked client has history and address book. */
export async function firstSyncOf(client: TestClient): Promise<void> {
  await client.event('messaging-history.set', ({ progress }) => progress === 100);
  await client.event('creds.update', ({ accountSyncCounter }) => accountSyncCounter === 1);
}

/** The value, or a failed test when there is none. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The world lacks what this test needs.');
  return value;
}
