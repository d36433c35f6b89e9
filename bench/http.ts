import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { benchDatabase } from './shared/database.ts';
import { fillSession } from './shared/fill.ts';

// A page of 50 of 100,000 contacts beside a bare hello of Fastify, requests a second in the same process and run; and what the old unpaged
// answer takes of memory. On SQLite, where no server beside ours does part of the work. BENCH_ROWS sets the size.

const rows = Number(process.env['BENCH_ROWS'] ?? 100_000);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const rounds = 3;
const key = 'gr_bench_key_of_no_other_use';
const headers = { 'x-api-key': key };

const database = await benchDatabase('sqlite');
await fillSession(database.storage, 'bench', rows);
const server = fork(join(import.meta.dirname, 'shared/http-server.ts'), {
  execArgv: ['--expose-gc'],
  env: {
    ...process.env,
    DATABASE_URL: database.url,
    PORT: '0',
    ADMIN_API_KEY: key,
    LOG_LEVEL: 'silent',
    ENGINE_WORKERS: '1',
    REQUESTS_PER_MINUTE_PER_KEY: '0',
    REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
  },
});
const { url, bareUrl } = await heard<{ url: string; bareUrl: string }>(server);
const contacts = `${url}/api/sessions/bench/contacts`;

await readAll(`${contacts}?limit=1`);
const { rss: idle } = await memory('settle');
const { bytes, ms } = await readAll(contacts);
const { peak } = await memory('peak');
const megabytes = (count: number) => (count / 2 ** 20).toFixed(1);
process.stdout.write(`all ${rows} rows unpaged: ${megabytes(bytes)} MiB in ${ms.toFixed(0)} ms\n`);
process.stdout.write(`peak over idle (goal 64 MiB): ${megabytes(peak - idle)} MiB over ${megabytes(idle)}\n`);

const ratios: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const hello = await requestsPerSecond(bareUrl);
  const page = await requestsPerSecond(`${contacts}?limit=50`);
  ratios.push(page / hello);
  process.stdout.write(
    `hello ${hello.toFixed(0)}/s, page of 50 ${page.toFixed(0)}/s, ratio ${(page / hello).toFixed(3)}\n`,
  );
}
const ratio = ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)];
process.stdout.write(`page / hello (goal 0.25): ${ratio?.toFixed(3)}\n`);

server.send('close');
await once(server, 'exit');
await database.drop();

async function requestsPerSecond(address: string): Promise<number> {
  const { requests, non2xx } = await autocannon({ url: address, headers, connections: 10, duration: seconds });
  if (non2xx > 0) throw new Error(`${non2xx} requests to ${address} failed`);
  return requests.average;
}

async function readAll(address: string): Promise<{ bytes: number; ms: number }> {
  const begin = performance.now();
  const answer = await fetch(address, { headers: { ...headers, 'accept-encoding': 'identity' } });
  let bytes = 0;
  for await (const chunk of answer.body ?? []) bytes += chunk.length;
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return { bytes, ms: performance.now() - begin };
}

async function memory(question: string): Promise<{ rss: number; peak: number }> {
  server.send(question);
  return await heard(server);
}

async function heard<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T;
}
