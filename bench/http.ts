import autocannon from 'autocannon';
import { benchDatabase } from './shared/database.ts';
import { fillSession } from './shared/fill.ts';
import { startOwnServer } from './shared/own-server.ts';

// Pages of 50 of 100,000 contacts beside a bare hello of Fastify, requests a second in the same process and run, in short turns: the same page again
// and again, as polling programs ask, and all pages one after the other, of which none is remembered. And what the old unpaged answer takes of memory. On SQLite,
// where no server beside ours does part of the work. BENCH_ROWS sets the size.

const rows = Number(process.env['BENCH_ROWS'] ?? 100_000);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 2);
const rounds = 8;

const database = await benchDatabase('sqlite');
await fillSession(database.storage, 'bench', rows);
const server = await startOwnServer(database.url);
const { url, bareUrl, headers } = server;
const contacts = `${url}/api/sessions/bench/contacts`;

await readAll(`${contacts}?limit=1`);
const { rss: idle } = await server.ask('settle');
const { bytes, ms } = await readAll(contacts);
const { peak } = await server.ask('peak');
const megabytes = (count: number) => (count / 2 ** 20).toFixed(1);
process.stdout.write(`all ${rows} rows unpaged: ${megabytes(bytes)} MiB in ${ms.toFixed(0)} ms\n`);
process.stdout.write(`peak over idle (goal 64 MiB): ${megabytes(peak - idle)} MiB over ${megabytes(idle)}\n`);

const [first, firstOfAll] = [`${contacts}?limit=50`, `${url}/api/contacts?limit=50`];
const addresses = {
  hello: [bareUrl],
  'page of 50 of a session': [first],
  'page of 50 of all': [firstOfAll],
  'every page of a session': await pagesFrom(first),
  'every page of all': await pagesFrom(firstOfAll),
};
type Name = keyof typeof addresses;
type Pace = { per_second: number; cpu_us: number };
const names = Object.keys(addresses) as Name[];
const measured: Record<Name, Pace>[] = [];
for (let round = 0; round < rounds; round += 1) {
  const each: [string, Pace][] = [];
  for (const name of names) each.push([name, await paceOf(addresses[name])]);
  const found = Object.fromEntries(each) as Record<Name, Pace>;
  measured.push(found);
  const told = names.map(
    (name) => `${name} ${found[name].per_second.toFixed(0)}/s, ${found[name].cpu_us.toFixed(0)} us`,
  );
  process.stdout.write(`${told.join('; ')}\n`);
}
// Others on the machine slow down now one, now the other: the best of each is nearest to what each can do, and the time that the server's
// threads worked on a request suffers least.
for (const name of names.slice(1)) {
  const best = (of: Name) => Math.max(...measured.map((found) => found[of].per_second));
  const least = (of: Name) => Math.min(...measured.map((found) => found[of].cpu_us));
  const [rate, work] = [best(name) / best('hello'), least('hello') / least(name)];
  process.stdout.write(
    `${name} / hello (goal 0.25): requests a second ${rate.toFixed(3)}, work a request ${work.toFixed(3)} (best of ${rounds})\n`,
  );
}

await server.close();
await database.drop();

async function paceOf(pages: string[]): Promise<Pace> {
  const [address = ''] = pages;
  let asked = 0;
  const setupRequest = (request: autocannon.Request) => {
    asked += 1;
    return { ...request, path: pages[asked % pages.length]?.slice(new URL(address).origin.length) || '/' };
  };
  const { cpu: before } = await server.ask('cpu');
  const load = { url: address, headers, connections: 10, duration: seconds, requests: [{ setupRequest }] };
  const { requests, non2xx } = await autocannon(load);
  const { cpu: after } = await server.ask('cpu');
  if (non2xx > 0) throw new Error(`${non2xx} requests to ${address} failed`);
  return { per_second: requests.average, cpu_us: (after - before) / requests.total };
}

/** The addresses of a list's pages, from the first on. */
async function pagesFrom(address: string): Promise<string[]> {
  const pages = [address];
  for (;;) {
    const answer = await fetch(pages.at(-1) ?? address, { headers });
    const { data } = (await answer.json()) as { data: { next_cursor: string | null } };
    if (data.next_cursor === null) return pages;
    pages.push(`${address}&cursor=${encodeURIComponent(data.next_cursor)}`);
  }
}

async function readAll(address: string): Promise<{ bytes: number; ms: number }> {
  const begin = performance.now();
  const answer = await fetch(address, { headers: { ...headers, 'accept-encoding': 'identity' } });
  let bytes = 0;
  for await (const chunk of answer.body ?? []) bytes += chunk.length;
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return { bytes, ms: performance.now() - begin };
}
