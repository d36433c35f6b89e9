import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** What the process of a server says of itself, in bytes and microseconds: `peak` since it was last asked. */
export type ServerState = { rss: number; peak: number; cpu: number };

type Ended = { id: number; status: string; done: number; failed: number };

export type OwnServer = Awaited<ReturnType<typeof startOwnServer>>;

const key = 'gr_bench_key_of_no_other_use';

/** A server in a process of its own, over a database that is filled already; whoever starts it closes it. */
export async function startOwnServer(databaseUrl: string, flags: string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'grabber-bench-data-'));
  const child = fork(join(import.meta.dirname, 'http-server.ts'), {
    execArgv: ['--expose-gc', ...flags],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder,
      PORT: '0',
      ADMIN_API_KEY: key,
      LOG_LEVEL: 'silent',
      ENGINE_WORKERS: '1',
      REQUESTS_PER_MINUTE_PER_KEY: '0',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
    },
  });
  const { url, bareUrl } = await heard<{ url: string; bareUrl: string }>(child);
  const headers = { 'x-api-key': key };

  /** Asks the API as an integrator would; what it answers with as `data`. */
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const json = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' };
    const sent = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...json },
      ...(sent === undefined ? {} : { body: sent }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { data: T }).data;
  }

  return {
    url,
    bareUrl,
    headers,
    call,
    /** Starts a job by this request and waits for its end; throws when it does not end well. */
    async work(path: string, body?: unknown): Promise<Ended> {
      let { job } = await call<{ job: Ended }>('POST', path, body);
      while (job.status === 'queued' || job.status === 'running') {
        await after(20);
        ({ job } = await call<{ job: Ended }>('GET', `/api/jobs/${job.id}`));
      }
      if (job.status !== 'completed') throw new Error(`the job of ${path} ended as ${job.status}`);
      return job;
    },
    /** `settle` collects garbage first. */
    async ask(question: 'settle' | 'peak' | 'cpu'): Promise<ServerState> {
      child.send(question);
      return await heard(child);
    },
    async close() {
      child.send('close');
      await once(child, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

async function heard<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T;
}
