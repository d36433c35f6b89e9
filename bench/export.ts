import { spawnSync } from 'node:child_process';
import type { DialectName } from '../packages/server/src/storage/index.ts';
import { type ExportFigures, type ExportShape, exportFigures } from './shared/export-figures.ts';
import { type ServedFigures, servedExports } from './shared/served-exports.ts';

// Writes a large address book in each format, each in a process of its own, beside the goals of limits.md; the default
// columns of each. Then a server exports as many contacts from its database (BENCH_DIALECT, SQLite when left out), from the request to
// the last byte. BENCH_ROWS sets the size; `-- export served` leaves the first part out.

const rows = Number(process.env['BENCH_ROWS'] ?? 100_000);
const memoryGoal = 96;
const runs = 3;

const shapes: { title: string; goal?: number; most?: number; shape: ExportShape }[] = [
  { title: 'CSV', goal: 100_000, shape: { format: 'csv' } },
  { title: 'CSV for Excel (international phones)', shape: { format: 'csv_excel' } },
  { title: 'CSV for Google', shape: { format: 'csv_google' } },
  { title: 'CSV for Outlook', shape: { format: 'csv_outlook' } },
  { title: 'JSON Lines', goal: 150_000, shape: { format: 'jsonl' } },
  { title: 'JSON', shape: { format: 'json' } },
  { title: 'vCard 3.0', goal: 150_000, shape: { format: 'vcard3' } },
  { title: 'vCard 4.0', goal: 150_000, shape: { format: 'vcard4' } },
  { title: 'vCard 3.0, ZIP of 500 a file', shape: { format: 'vcard3', cards_per_file: 500 } },
  // A ZIP holds 65,535 files.
  { title: 'vCard 3.0, ZIP of 50,000 single', most: 50_000, shape: { format: 'vcard3', cards_per_file: 1 } },
  { title: 'XLSX', goal: 25_000, shape: { format: 'xlsx' } },
];

const goals = new Map(shapes.map(({ title, goal }) => [title, goal]));
const [only] = process.argv.slice(2);
if (only && only !== 'served') process.stdout.write(JSON.stringify(await figuresOf(Number(only))));
else await measureAll();

async function measureAll(): Promise<void> {
  if (only !== 'served') reportWriters(shapes.map((_, index) => bestOf(index)));
  const dialect = (process.env['BENCH_DIALECT'] ?? 'sqlite') as DialectName;
  const whole = shapes.filter(({ goal }) => goal !== undefined);
  reportServed(dialect, await servedExports(dialect, rows, whole));
}

async function figuresOf(index: number): Promise<ExportFigures> {
  const { shape = { format: 'csv' as const }, most = rows } = shapes[index] ?? {};
  return await exportFigures(Math.min(rows, most), shape);
}

/** The fastest of some runs, since others on the machine only ever slow one down, and the most memory of all. */
function bestOf(index: number): ExportFigures {
  const all = Array.from({ length: runs }, () => inOwnProcess(index));
  const [best, ...others] = all.sort((a, b) => b.rows_per_s - a.rows_per_s);
  if (!best) throw new Error('nothing was measured');
  const peaks = [best, ...others].map(({ peak_over_idle_mb }) => peak_over_idle_mb);
  return { ...best, peak_over_idle_mb: Math.max(...peaks) };
}

function inOwnProcess(index: number): ExportFigures {
  const own = ['--expose-gc', import.meta.filename, String(index)];
  const { stdout } = spawnSync(process.execPath, own, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(stdout) as ExportFigures;
}

function reportWriters(figures: ExportFigures[]): void {
  const named = figures.map((each, index) => ({ title: shapes[index]?.title ?? '', ...each }));
  report(`${rows} contacts, the writers alone`, named);
}

function reportServed(dialect: DialectName, figures: ServedFigures[]): void {
  report(`${rows} contacts from ${dialect}`, figures);
}

function report(heading: string, figures: ServedFigures[]): void {
  process.stdout.write(`${heading}; goal of memory: ${memoryGoal} MiB over idle\n`);
  const table = [
    ['', 'rows/s', 'goal', 'peak over idle', 'file MiB'],
    ...figures.map(({ title, rows_per_s, peak_over_idle_mb, file_mb }) => {
      const goal = goals.get(title.replace(/, (?:at once|as a job)$/, ''));
      return [title, `${rows_per_s}`, goal ? `${goal}` : '-', `${peak_over_idle_mb}`, `${file_mb}`];
    }),
  ];
  for (const [title = '', ...cells] of table) {
    process.stdout.write(`${title.padEnd(38)}${cells.map((cell) => cell.padStart(16)).join('')}\n`);
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
