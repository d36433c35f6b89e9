import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startServer } from '@grabber/server';
import { createWorld, startSimulator, type WorldOptions } from '@grabber/simulator';
import { createClient } from './client.ts';

export const testKey = 'gr_test_key_for_the_journeys_only';

/** Environment for a server on this simulator with a database in this folder. */
export function serverEnv(folder: string, simulator: { url: string; trustedRoot: string }): Record<string, string> {
  return {
    DATABASE_URL: `sqlite:${join(folder, 'grabber.db')}`,
    PORT: '0',
    ADMIN_API_KEY: testKey,
    LOG_LEVEL: 'silent',
    ENGINE_WORKERS: '1',
    GROUPS_MIN_INTERVAL_MS: '0',
    ADDRESS_BOOK_MIN_INTERVAL_MS: '0',
    WHATSAPP_SOCKET_URL: simulator.url,
    WHATSAPP_TRUSTED_ROOT: simulator.trustedRoot,
  };
}

/** A simulator with this world and a real server on it, in a folder of their own; `close` ends both and removes the folder. */
export async function startStack(options: { world: WorldOptions; env?: Record<string, string> }) {
  const folder = await mkdtemp(join(tmpdir(), 'grabber-test-'));
  const simulator = await startSimulator({ world: createWorld(options.world) });
  const env = { ...serverEnv(folder, simulator), ...options.env };
  let server = await startServer(readConfig(env));
  const [account] = simulator.world.accounts;
  if (!account) throw new Error('the world has no account');
  return {
    simulator,
    folder,
    account,
    phone: simulator.phone(account.person.phone),
    client: () => createClient(server.url, testKey),
    engineUrl: () => server.engineUrl,
    /** Stops the server and starts it anew on the same database. */
    async restart() {
      await server.close();
      server = await startServer(readConfig(env));
    },
    async close() {
      await server.close();
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Stack = Awaited<ReturnType<typeof startStack>>;
