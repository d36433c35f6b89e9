import { spawnSync } from 'node:child_process';
import type { DialectName } from '../packages/server/src/storage/index.ts';
import { type AccountFigures, accountFigures } from './shared/account-figures.ts';

// A large account through the whole path with the real client on the simulator: first sync, first and second grab, on each
// dialect in a process of its own. The event-loop delay is that of the thread that answers HTTP. BENCH_ROWS sets the size.

const contacts = Number(process.env['BENCH_ROWS'] ?? 100_000);
const dialects: DialectName[] = ['sqlite', 'mysql', 'postgres'];
const only = process.argv[2] as DialectName | undefined;

if (only) process.stdout.write(`${JSON.stringify(await accountFigures(only, contacts))}\n`);
else report(dialects.flatMap(inOwnProcess));

function inOwnProcess(dialect: DialectName): AccountFigures[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, dialect], { encoding: 'utf8' });
  if (status === 0) return [JSON.parse(stdout) as AccountFigures];
  process.stderr.write(`${dialect}: skipped: ${stderr.trim().split('\n').at(-1)}\n${stderr}`);
  return [];
}

function report(figures: AccountFigures[]): void {
  for (const { dialect, rows, ratios, ...parts } of figures) {
    process.stdout.write(`${dialect}: ${rows} rows; first / bare ${ratios.first}, second / bare ${ratios.second}\n`);
    for (const [part, measured] of Object.entries(parts)) {
      const { ms, peak_rss_mb, loop_delay_p99_ms, loop_delay_max_ms } = measured;
      const delays = `loop delay p99 ${loop_delay_p99_ms} ms, max ${loop_delay_max_ms} ms`;
      process.stdout.write(`  ${part.padEnd(7)}${String(ms).padStart(7)} ms, peak RSS ${peak_rss_mb} MB, ${delays}\n`);
    }
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
