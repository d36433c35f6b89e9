import { spawnSync } from 'node:child_process';
import type { DialectName } from '../packages/server/src/storage/index.ts';
import { benchDatabase } from './shared/database.ts';
import { type SaveFigures, saveFigures } from './shared/save-figures.ts';

// First and second grab of a large address book through the whole path, beside a bare load of the same rows and the
// seed's algorithm, on each dialect in a process of its own. BENCH_ROWS sets the size.

const rows = Number(process.env['BENCH_ROWS'] ?? 100_000);
const dialects: DialectName[] = ['sqlite', 'mysql', 'postgres'];
const only = process.argv[2] as DialectName | undefined;

if (only) process.stdout.write(`${JSON.stringify(await saveFigures(only, rows, () => benchDatabase(only)))}\n`);
else report(dialects.flatMap(inOwnProcess));

function inOwnProcess(dialect: DialectName): SaveFigures[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, dialect], { encoding: 'utf8' });
  if (status === 0) return [JSON.parse(stdout) as SaveFigures];
  process.stderr.write(`${dialect}: skipped: ${stderr.trim().split('\n').at(-1)}\n${stderr}`);
  return [];
}

function report(figures: SaveFigures[]): void {
  const columns = ['', ...figures.map(({ dialect }) => dialect)];
  const line = (title: string, value: (each: SaveFigures) => string) => [title, ...figures.map(value)];
  const table = [
    columns,
    line('bare load, ms', ({ bare }) => `${bare.ms}`),
    line('first grab, ms', ({ first }) => `${first.ms}`),
    line('second grab, ms', ({ second }) => `${second.ms}`),
    line('first / bare (goal 1.5)', ({ ratios }) => `${ratios.first}`),
    line('second / bare (goal 1.0 SQLite, 0.5)', ({ ratios }) => `${ratios.second}`),
    line('seed / ours, first', ({ ratios }) => `${ratios.seed_first}`),
    line('seed / ours, second', ({ ratios }) => `${ratios.seed_second}`),
    line('peak RSS first, MB', ({ first }) => `${first.peak_rss_mb}`),
    line('peak RSS second, MB', ({ second }) => `${second.peak_rss_mb}`),
    line('loop delay p99 first, ms', ({ first }) => `${first.loop_delay_p99_ms}`),
    line('loop delay p99 second, ms', ({ second }) => `${second.loop_delay_p99_ms}`),
  ];
  process.stdout.write(`${rows} contacts\n`);
  for (const [title = '', ...cells] of table) {
    process.stdout.write(`${title.padEnd(38)}${cells.map((cell) => cell.padStart(10)).join('')}\n`);
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
