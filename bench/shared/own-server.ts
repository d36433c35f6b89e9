import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What the process of a server says of itself, in bytes and microseconds: `peak` since it was last asked. */
export type ServerState = { rss: number; peak: number; cpu: number };

export type OwnServer = Awaited<ReturnType<typeof startOwnServer>>;

const key = 'gr_bench_key_of_no_other_use';

/** A server in a process of its own, over a database that is filled already; whoever starts it closes it. */
export async function startOwnServer(databaseUrl: string, flags: string[] = []) {
  const child = fork(join(import.meta.dirname, 'http-server.ts'), {
    execArgv: ['--expose-gc', ...flags],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      ADMIN_API_KEY: key,
      LOG_LEVEL: 'silent',
      ENGINE_WORKERS: '1',
      REQUESTS_PER_MINUTE_PER_KEY: '0',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
    },
  });
  const { url, bareUrl } = await heard<{ url: string; bareUrl: string }>(child);
  return {
    url,
    bareUrl,
    headers: { 'x-api-key': key },
    /** `settle` collects garbage first. */
    async ask(question: 'settle' | 'peak' | 'cpu'): Promise<ServerState> {
      child.send(question);
      return await heard(child);
    },
    async close() {
      child.send('close');
      await once(child, 'exit');
    },
  };
}

async function heard<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T;
}
