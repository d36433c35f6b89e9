import { CompiledQuery, type KyselyPlugin } from 'kysely';
import type { DialectName, Storage } from '../../packages/server/src/storage/index.ts';

/** What happened in a server while it answered: a client's way there and back is not part of it. */
type Explained = {
  query_block?: { r_total_time_ms?: number };
  query_optimization?: { r_total_time_ms?: number };
  'Planning Time'?: number;
  'Execution Time'?: number;
};

const explains: Record<DialectName, string | undefined> = {
  sqlite: undefined,
  mysql: 'analyze format=json',
  postgres: 'explain (analyze, timing off, format json)',
};
const rounds = 3;

/** A storage that notes every statement that is asked of it. */
export function noting(storage: Storage): { storage: Storage; asked: CompiledQuery[] } {
  const asked: CompiledQuery[] = [];
  const notes: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      asked.push(storage.db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { storage: { ...storage, db: storage.db.withPlugin(notes) }, asked };
}

/** Milliseconds that these statements take in the server itself, planning included, at best; null on SQLite, which has no way to a server. */
export async function databaseShare(storage: Storage, asked: CompiledQuery[]): Promise<number | null> {
  const explain = explains[storage.dialect];
  if (explain === undefined) return null;
  let sum = 0;
  for (const { sql, parameters } of asked) {
    const question = CompiledQuery.raw(`${explain} ${sql}`, [...parameters]);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { rows } = await storage.db.executeQuery<Record<string, unknown>>(question);
      times.push(timeOf(rows[0]));
    }
    sum += Math.min(...times);
  }
  return sum;
}

/** PostgreSQL answers with a list in a column, MariaDB with a text; a statement that it need not run has no time. */
function timeOf(row: Record<string, unknown> | undefined): number {
  const [answer] = Object.values(row ?? {});
  const [told] = [typeof answer === 'string' ? JSON.parse(answer) : answer].flat() as Explained[];
  const parts = [
    told?.query_block?.r_total_time_ms,
    told?.query_optimization?.r_total_time_ms,
    told?.['Planning Time'],
    told?.['Execution Time'],
  ];
  return parts.reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
}
