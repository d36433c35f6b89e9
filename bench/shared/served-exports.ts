import type { DialectName } from '../../packages/server/src/storage/index.ts';
import { benchDatabase } from './database.ts';
import type { ExportShape } from './export-figures.ts';
import { fillAccounts } from './fill-accounts.ts';
import { type OwnServer, startOwnServer } from './own-server.ts';

/** Of one format and one way: rows a second from the request to the last byte, and the server's peak. */
export type ServedFigures = { title: string; rows_per_s: number; peak_over_idle_mb: number; file_mb: number };

type Way = (server: OwnServer, shape: ExportShape) => Promise<number>;

const runs = 2;

/** Exports all contacts of a filled database over HTTP, at once and as a job, in each format. */
export async function servedExports(
  dialect: DialectName,
  rows: number,
  shapes: { title: string; shape: ExportShape }[],
): Promise<ServedFigures[]> {
  const database = await benchDatabase(dialect);
  await fillAccounts(database.storage, rows);
  try {
    const figures: ServedFigures[] = [];
    for (const { title, shape } of shapes) {
      figures.push(await bestOf(database.url, `${title}, at once`, rows, (server) => atOnce(server, shape)));
      figures.push(await bestOf(database.url, `${title}, as a job`, rows, (server) => asJob(server, shape)));
    }
    return figures;
  } finally {
    await database.drop();
  }
}

/** The fastest of some runs, each in a server of its own, and the most memory of all. */
async function bestOf(databaseUrl: string, title: string, rows: number, way: (server: OwnServer) => Promise<number>) {
  let best: ServedFigures = { title, rows_per_s: 0, peak_over_idle_mb: 0, file_mb: 0 };
  for (let run = 0; run < runs; run += 1) {
    const server = await startOwnServer(databaseUrl, process.env['BENCH_FLAGS']?.split(' '));
    await server.call('GET', '/api/export-columns');
    const { rss: idle } = await server.ask('settle');
    const begin = performance.now();
    const bytes = await way(server);
    const rows_per_s = Math.round((rows / (performance.now() - begin)) * 1000);
    const { peak } = await server.ask('peak');
    await server.close();
    const peak_over_idle_mb = Math.max(best.peak_over_idle_mb, Math.round((peak - idle) / 2 ** 20));
    const file_mb = Math.round(bytes / 2 ** 20);
    best = { title, rows_per_s: Math.max(best.rows_per_s, rows_per_s), peak_over_idle_mb, file_mb };
  }
  return best;
}

const atOnce: Way = async ({ url, headers }, { format }) => {
  return await lengthOf(await fetch(`${url}/api/exports/download?format=${format}`, { headers }));
};

const asJob: Way = async (server, shape) => {
  const { id } = await server.work('/api/exports', shape);
  return await lengthOf(await fetch(`${server.url}/api/jobs/${id}/file`, { headers: server.headers }));
};

async function lengthOf(answer: Response): Promise<number> {
  if (!answer.ok) throw new Error(`the server answered ${answer.status}: ${await answer.text()}`);
  let bytes = 0;
  for await (const chunk of answer.body ?? []) bytes += chunk.length;
  return bytes;
}
