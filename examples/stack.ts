import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startServer } from '@grabber/server';
import { createWorld, startSimulator } from '@grabber/simulator';

const key = 'gr_examples_key_only_for_this_run';

/** A server on the simulator with two accounts and an empty database, as the examples need it; `close` removes everything. */
export async function startStack() {
  const folder = await mkdtemp(join(tmpdir(), 'grabber-examples-'));
  const simulator = await startSimulator({ world: createWorld({ preset: 'demo', contacts: 40, seed: 5 }) });
  const server = await startServer(
    readConfig({
      DATABASE_URL: `sqlite:${join(folder, 'grabber.db')}`,
      PORT: '0',
      ADMIN_API_KEY: key,
      LOG_LEVEL: 'silent',
      ENGINE_WORKERS: '1',
      GROUPS_MIN_INTERVAL_MS: '0',
      ADDRESS_BOOK_MIN_INTERVAL_MS: '0',
      WHATSAPP_SOCKET_URL: simulator.url,
      WHATSAPP_TRUSTED_ROOT: simulator.trustedRoot,
    }),
  );
  return {
    url: server.url,
    key,
    setupToken: server.setupToken ?? '',
    /** Where the mock phones are driven. */
    door: `${new URL(simulator.url.replace(/^ws/, 'http')).origin}/control`,
    phones: simulator.world.accounts.map(({ person }) => person.phone ?? ''),
    async close() {
      await server.close();
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Stack = Awaited<ReturnType<typeof startStack>>;
