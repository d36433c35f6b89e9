import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type StartOptions, startServer } from '@grabber/server';
import { createWorld, type SimulatorOptions, startSimulator, type WorldOptions } from '@grabber/simulator';
import { createClient } from './client.ts';

export const testKey = 'gr_test_key_for_the_journeys_only';

/** Environment for a server on this simulator with a database in this folder. */
export function serverEnv(folder: string, simulator: { url: string; trustedRoot: string }): Record<string, string> {
  return {
    DATABASE_URL: `sqlite:${join(folder, 'grabber.db')}`,
    PORT: '0',
    ADMIN_API_KEY: testKey,
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    ENGINE_WORKERS: '1',
    REQUESTS_PER_MINUTE_PER_KEY: '0',
    REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
    GROUPS_MIN_INTERVAL_MS: '0',
    ADDRESS_BOOK_MIN_INTERVAL_MS: '0',
    WHATSAPP_SOCKET_URL: simulator.url,
    WHATSAPP_TRUSTED_ROOT: simulator.trustedRoot,
  };
}

type StackOptions = StartOptions & {
  world: WorldOptions;
  env?: Record<string, string>;
  simulator?: Omit<SimulatorOptions, 'world'>;
};

/** A simulator with this world and a real server on it, in a folder of their own; `close` ends both and removes the folder. */
export async function startStack({ world, env: extra, simulator: settings, ...start }: StackOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'grabber-test-'));
  const simulator = await startSimulator({ ...settings, world: createWorld(world) });
  const env = { ...serverEnv(folder, simulator), ...extra };
  let server = await startServer(readConfig(env), start);
  const [account] = simulator.world.accounts;
  if (!account) throw new Error('the world has no account');
  return {
    simulator,
    folder,
    account,
    phone: simulator.phone(account.person.phone),
    url: () => server.url,
    setupToken: () => server.setupToken,
    client: () => createClient(server.url, testKey),
    engineUrl: () => server.engineUrl,
    /** Stops the server and starts it anew on the same database, after what is done meanwhile. */
    async restart(meanwhile: () => Promise<unknown> = async () => {}) {
      await server.close();
      await meanwhile();
      server = await startServer(readConfig(env), start);
    },
    async close() {
      await server.close();
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Stack = Awaited<ReturnType<typeof startStack>>;
