import type { DialectName } from '../packages/server/src/storage/index.ts';
import { benchDatabase } from './shared/database.ts';
import { fillAccounts } from './shared/fill-accounts.ts';
import { type OwnServer, startOwnServer } from './shared/own-server.ts';

// What works on many contacts at once, through a real server: bulk actions and their undo, an import from the upload to the last row, a backup.
// BENCH_ROWS contacts in the database and rows in the file; BENCH_DIALECT, SQLite when left out.

const rows = Number(process.env['BENCH_ROWS'] ?? 100_000);
const dialect = (process.env['BENCH_DIALECT'] ?? 'sqlite') as DialectName;

const database = await benchDatabase(dialect);
await fillAccounts(database.storage, rows);
const server = await startOwnServer(database.url);
process.stdout.write(`${rows} contacts in ${dialect}: seconds, rows/s, peak over idle in MiB\n`);
try {
  await bulkActions(server);
  await anImport(server);
  await measured('backup, written and read back', () => server.work('/api/backups'));
} finally {
  await server.close();
  await database.drop();
}

async function bulkActions({ call, work }: OwnServer): Promise<void> {
  const { tag } = await call<{ tag: { id: number } }>('POST', '/api/tags', { name: 'Pelanggan', color: 'teal' });
  const selection = { query: { filter: { any: [{ all: [{ field: 'type', in: ['individual'] }] }] } } };
  const actions = {
    tag: { type: 'tag_add', tag_id: tag.id },
    'opt out': { type: 'opt_out' },
    delete: { type: 'delete' },
  };
  for (const [name, action] of Object.entries(actions)) {
    const job = await measured(`bulk: ${name}`, () => work('/api/bulk', { action, selection }));
    await measured(`bulk: ${name}, undone`, () => work(`/api/jobs/${job.id}/undo`));
  }
}

async function anImport({ call, work }: OwnServer): Promise<void> {
  const people = Array.from(
    { length: rows },
    (_, index) => `Tetangga ${index},+6285${10_000_000 + index * 2},tetangga${index}@x.test,Warga`,
  );
  const form = new FormData();
  form.set('file', new Blob([`Nama,Telepon,E-mail,Tag\r\n${people.join('\r\n')}\r\n`]), 'kontak.csv');
  type Made = { import: { id: number } };
  const made = await measured('import: uploaded, read and looked up', () => call<Made>('POST', '/api/imports', form));
  await measured('import: saved', () => work(`/api/imports/${made.import.id}/commit`));
  await measured('import: rolled back', () => work(`/api/imports/${made.import.id}/rollback`));
}

/** Memory counts from what the server took before, so that each is told for itself. */
async function measured<T>(title: string, work: () => Promise<T>): Promise<T> {
  const { rss: idle } = await server.ask('settle');
  const begin = performance.now();
  const result = await work();
  const seconds = (performance.now() - begin) / 1000;
  const { peak } = await server.ask('peak');
  const cells = [seconds.toFixed(1), (rows / seconds).toFixed(0), ((peak - idle) / 2 ** 20).toFixed(0)];
  process.stdout.write(`${title.padEnd(40)}${cells.map((cell) => cell.padStart(10)).join('')}\n`);
  return result;
}
