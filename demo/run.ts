import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiClient } from '@grabber/contract';
import { type RunningServer, readConfig, startServer } from '@grabber/server';
import { createWorld, expectedCounts, startSimulator } from '@grabber/simulator';
import { runAccount, saved } from './account.ts';
import { agrees, type Counts, type DemoReport, readable } from './report.ts';
import { type Language, texts } from './texts.ts';

export type DemoOptions = {
  /** Ends after the grab instead of serving on. */
  once: boolean;
  /** The report as one JSON line on standard output. */
  json: boolean;
  language: Language;
  /** 0: any free port. */
  port: number;
  out: NodeJS.WritableStream & { isTTY?: boolean };
  stop: AbortSignal;
};

const key = 'gr_demo_key_only_for_this_machine';
const owner = { username: 'demo', name: 'Demo', password: 'demo-demo-demo' };

/** Runs the whole main job on a temporary database; resolves with whether the counts agree with the world. */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'grabber-demo-'));
  const text = texts[options.language];
  options.out.write(`${text.starting}\n`);
  const simulator = await startSimulator({ world: createWorld({ preset: 'demo' }) });
  try {
    const server = await startServer(demoConfig(folder, options, simulator));
    try {
      return await show(server, simulator, options);
    } finally {
      await server.close();
    }
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
    if (!options.once) options.out.write(`${text.stopped}\n`);
  }
}

type Simulator = Awaited<ReturnType<typeof startSimulator>>;

/** Makes the person who can sign in on the page. */
async function becomeOwner(url: string, setup_token: string): Promise<void> {
  await clientOf(url).call('POST /api/setup', { body: { ...owner, setup_token } });
}

function clientOf(url: string) {
  return createApiClient({ url, key, fetch });
}

async function show({ url, setupToken }: RunningServer, simulator: Simulator, options: DemoOptions): Promise<boolean> {
  const report = await grabEverything(url, simulator, options);
  const text = texts[options.language];
  const first = report.sessions[0];
  const sample = first ? tenOf(await saved(clientOf(url), first.session_id, 'individual')) : [];
  options.out.write(`${readable(report, sample, text)}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  if (options.once) return agrees(report);
  if (setupToken) await becomeOwner(url, setupToken);
  options.out.write(`\n${text.page(url, owner.username, owner.password)}\n`);
  options.out.write(`\n${text.next}\n  curl -H 'X-API-Key: ${key}' ${url}/api/sessions\n`);
  if (first) options.out.write(`  curl -H 'X-API-Key: ${key}' ${url}/api/sessions/${first.session_id}/contacts\n`);
  options.out.write(`\n${text.serving(url)}\n`);
  await stopped(options.stop);
  options.out.write(`${text.stopping}\n`);
  return agrees(report);
}

async function grabEverything(url: string, simulator: Simulator, { out, language }: DemoOptions): Promise<DemoReport> {
  const startedAt = performance.now();
  const steps = {
    api: clientOf(url),
    text: texts[language],
    say: (line: string) => void out.write(out.isTTY ? `\r\x1b[K${line}\n` : `${line}\n`),
    progress: (line: string) => void (out.isTTY && out.write(`\r\x1b[K${line}`)),
  };
  const accounts = simulator.world.accounts;
  const sessions = await Promise.all(
    accounts.map(({ person }) =>
      runAccount(person.pushName || `+${person.phone}`, (qr) => simulator.phone(person.phone).scan(qr), steps),
    ),
  );
  if (out.isTTY) out.write('\r\x1b[K');
  const world = accounts.map((account) => expectedCounts(account, simulator.world)).reduce(add);
  return { sessions, world, elapsed_ms: Math.round(performance.now() - startedAt) };
}

/** Ten rows from all over the list, so that named, unnamed and hidden people are among them. */
function tenOf<T>(rows: T[]): T[] {
  const step = Math.max(1, Math.floor(rows.length / 10));
  return rows.filter((_, index) => index % step === 0).slice(0, 10);
}

function add(one: Counts, other: Counts): Counts {
  return {
    groups: one.groups + other.groups,
    contacts: one.contacts + other.contacts,
    memberships: one.memberships + other.memberships,
  };
}

function demoConfig(folder: string, options: DemoOptions, simulator: Simulator) {
  return readConfig({
    DATABASE_URL: `sqlite:${join(folder, 'grabber.db')}`,
    PORT: String(options.port),
    ADMIN_API_KEY: key,
    LOG_LEVEL: 'error',
    DEFAULT_LANGUAGE: options.language,
    WHATSAPP_SOCKET_URL: simulator.url,
    WHATSAPP_TRUSTED_ROOT: simulator.trustedRoot,
  });
}

function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
