import { type RawBuilder, sql } from 'kysely';
import type { DialectName } from '../storage.ts';
import { containsAny } from './contains.ts';
import { searchIndex } from './mysql/search.ts';

type Rows = RawBuilder<{ id: number }>;
/** Of each list of texts one must be held. */
type Texts = string[][];
/** The ids of contacts whose search text holds what is looked for, perhaps with some others, in parts; `sessions`: only of these. */
type Candidates = (texts: Texts, sessions: 'all' | ReadonlySet<string>) => Rows[];

const shortestTrigram = 3;
/** MariaDB reads with one thread a statement, and mostly waits for the disk: so many read a large table at once. */
const readersOfAll = 4;

const finders: Record<DialectName, Candidates> = {
  // its indexes by name hold the search text
  sqlite: () => [],

  mysql(texts, sessions) {
    const table = sql`contacts force index (${sql.ref(searchIndex)})`;
    const held = holdsAll('search_bytes', texts);
    const parts =
      sessions === 'all' ? checksumRanges() : [among('search_session', sessions, (id) => sql`crc32(${id})`)];
    return parts.map((part) => sql`select id from ${table} where ${part} and ${held}`);
  },

  postgres(texts, sessions) {
    const known = texts.filter((some) => some.every((text) => text.length >= shortestTrigram));
    if (known.length === 0) return [];
    const seen = sessions === 'all' ? sql`1 = 1` : among('session_id', sessions, (id) => sql`${id}`);
    return [sql`select id from contacts where ${seen} and ${holdsAll('search_text', known)}`];
  },
};

/** All sessions, as many ranges of their checksums as there are readers. */
function checksumRanges(): RawBuilder<unknown>[] {
  const width = 2 ** 32 / readersOfAll;
  return Array.from(
    { length: readersOfAll },
    (_, part) => sql`search_session between ${sql.lit(part * width)} and ${sql.lit((part + 1) * width - 1)}`,
  );
}

function among(column: string, sessions: ReadonlySet<string>, spell: (id: string) => RawBuilder<unknown>) {
  if (sessions.size === 0) return sql`1 = 0`;
  return sql`${sql.ref(column)} in (${sql.join([...sessions].map(spell))})`;
}

/** With LIKE, since only that asks the index of trigrams, and MariaDB is quicker with it in bytes. */
function holdsAll(column: string, texts: Texts): RawBuilder<unknown> {
  return sql.join(
    texts.map((some) => containsAny('postgres', sql.ref(column), some)),
    sql` and `,
  );
}

/** Statements that may run at once; none where the dialect finds them in the order of a list as well as alone. */
export function searchCandidates(dialect: DialectName, ...given: Parameters<Candidates>): Rows[] {
  return finders[dialect](...given);
}

/** Whether a column is one of many ids, which are numbers of ours: as parameters they would take longer than the rows. */
export function amongIds(dialect: DialectName, column: RawBuilder<unknown>, ids: number[]): RawBuilder<boolean> {
  const list = ids.map(Number).join(',');
  return dialect === 'postgres'
    ? sql`${column} = any(${sql.raw(`'{${list}}'::bigint[]`)})`
    : sql`${column} in (${sql.raw(list)})`;
}
