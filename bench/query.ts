import { spawnSync } from 'node:child_process';
import type { DialectName } from '../packages/server/src/storage/index.ts';
import { benchDatabase } from './shared/database.ts';
import { type Figure, queryFigures } from './shared/query-figures.ts';

// Looking at 1,000,000 contacts of 200 sessions, one of them with 100,000, beside the goals of limits.md, on each dialect in a process of
// its own: milliseconds, as the service of the routes takes them, and on servers what of that was theirs. BENCH_ROWS sets the size, BENCH_SECONDS how long each is measured.

const rows = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const dialects: DialectName[] = ['sqlite', 'mysql', 'postgres'];
const only = process.argv[2] as DialectName | undefined;

type Figures = { dialect: DialectName; figures: Figure[] };

if (only) process.stdout.write(`${JSON.stringify(await measured(only))}\n`);
else report(dialects.flatMap(inOwnProcess));

async function measured(dialect: DialectName): Promise<Figures> {
  const database = await benchDatabase(dialect);
  try {
    return { dialect, figures: await queryFigures(database.storage, rows, seconds) };
  } finally {
    await database.drop();
  }
}

function inOwnProcess(dialect: DialectName): Figures[] {
  const own = spawnSync(process.execPath, [import.meta.filename, dialect], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (own.status === 0) return [JSON.parse(own.stdout) as Figures];
  process.stderr.write(`${dialect}: skipped\n${own.stderr}`);
  return [];
}

function report(all: Figures[]): void {
  process.stdout.write(
    `${rows} contacts; p50 / p99 in ms (times measured), and what of one the server of the database took\n`,
  );
  const names = all[0]?.figures ?? [];
  const cells = (title: string, goal: string, rest: string[]) =>
    `${title.padEnd(44)}${goal.padStart(8)}${rest.map((cell) => cell.padStart(34)).join('')}\n`;
  process.stdout.write(
    cells(
      '',
      'goal',
      all.map(({ dialect }) => dialect),
    ),
  );
  for (const [index, { title, goal }] of names.entries()) {
    const rest = all.map(({ figures }) => {
      const { p50 = 0, p99 = 0, times = 0, in_server = null } = figures[index] ?? {};
      const share = in_server === null ? '' : `, ${in_server.toFixed(1)}`;
      return `${p50.toFixed(1)} / ${p99.toFixed(1)} (${times})${share}`;
    });
    process.stdout.write(cells(title, goal ? `${goal}` : '-', rest));
  }
  process.stdout.write(`${JSON.stringify(all)}\n`);
}
