import type { EngineNews } from '../packages/server/src/engine/index.ts';
import { createSaveClient, type SaveClient } from '../packages/server/src/grabbing/index.ts';
import { group, member, saved } from '../packages/server/src/grabbing/testing/facts.ts';
import type { DialectName } from '../packages/server/src/storage/index.ts';
import { benchDatabase } from './shared/database.ts';
import { fillSession } from './shared/fill.ts';

// One live change in a session of 100,000: from the news of the account to the commit, through the data worker, one after the other.
// The issue promises 2 s from the event to the row. BENCH_ROWS sets the size.

const rows = Number(process.env['BENCH_ROWS'] ?? 100_000);
const events = 200;
const groupMembers = 1000;
const promisedMs = 2000;
const me = { pn: '6280000000000', lid: '900000' };
const phoneOf = (number: number) => String(6_281_200_000_000 + ((number * 7919) % rows));
const club = '120363000000000001@g.us';

const kinds: Record<string, (number: number) => EngineNews> = {
  'contact renamed': (number) => ({ kind: 'person', person: saved(phoneOf(number), `Nama ${number}`) }),
  'contact new': (number) => ({ kind: 'person', person: saved(String(6_299_000_000_000 + number), `Baru ${number}`) }),
  'contact removed': (number) => ({ kind: 'unsaved', who: { pn: phoneOf(number + events), lid: null } }),
  'number changed': (number) => ({
    kind: 'renumbered',
    from: phoneOf(number + 2 * events),
    to: String(6_298_000_000_000 + number),
  }),
  blocked: (number) => ({ kind: 'blocked', who: { pn: phoneOf(number), lid: null }, blocked: number % 2 === 0 }),
  'member joined': (number) => ({
    kind: 'members',
    id: club,
    change: 'joined',
    members: [member({ pn: phoneOf(number) })],
  }),
  [`group of ${groupMembers} renamed`]: (number) => ({ kind: 'group_facts', id: club, name: `RT ${number}` }),
};

type Figures = { kind: string; p50: number; p99: number };

for (const dialect of ['sqlite', 'mysql', 'postgres'] satisfies DialectName[]) {
  await measureDialect(dialect).catch((error: unknown) =>
    process.stderr.write(`${dialect}: skipped: ${String(error)}\n`),
  );
}

async function measureDialect(dialect: DialectName): Promise<void> {
  const { url, storage, drop } = await benchDatabase(dialect);
  const saving = createSaveClient({ url });
  try {
    await fillSession(storage, 'account', rows);
    const members = Array.from({ length: groupMembers }, (_, index) => member({ lid: String(80_000_000 + index) }));
    await tell(saving, { kind: 'group', group: group(club, members) });
    const figures: Figures[] = [];
    for (const [kind, news] of Object.entries(kinds)) figures.push({ kind, ...(await measureKind(saving, news)) });
    report(dialect, figures);
  } finally {
    await saving.close();
    await drop();
  }
}

async function measureKind(saving: SaveClient, news: (number: number) => EngineNews) {
  const taken: number[] = [];
  for (let number = 0; number < events; number += 1) {
    const started = performance.now();
    await tell(saving, news(number));
    taken.push(performance.now() - started);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => Math.round((taken[Math.ceil(taken.length * share) - 1] ?? 0) * 10) / 10;
  return { p50: at(0.5), p99: at(0.99) };
}

async function tell(saving: SaveClient, news: EngineNews): Promise<void> {
  await saving.saveNews({ sessionId: 'account', me }, [news]);
}

function report(dialect: DialectName, figures: Figures[]): void {
  process.stdout.write(`${dialect}, ${rows} contacts, ms from the news to the commit (goal ${promisedMs})\n`);
  for (const { kind, p50, p99 } of figures) {
    process.stdout.write(`  ${kind.padEnd(26)} p50 ${String(p50).padStart(8)}  p99 ${String(p99).padStart(8)}\n`);
  }
  process.stdout.write(`${JSON.stringify({ bench: 'live', dialect, rows, figures })}\n`);
  if (figures.some(({ p99 }) => p99 > promisedMs)) process.exitCode = 1;
}
