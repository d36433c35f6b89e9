import { type RawBuilder, sql } from 'kysely';
import type { DialectName } from '../storage.ts';
import { containsText } from './contains.ts';
import { searchIndex } from './mysql/search.ts';

type Rows = RawBuilder<{ id: number }>;
/** Of each list of texts one must be held. */
type Texts = string[][];
/** The ids of contacts whose search text holds what is looked for, perhaps with some others; `sessions`: only of these. */
type Candidates = (texts: Texts, sessions: 'all' | ReadonlySet<string>) => Rows | undefined;

const shortestTrigram = 3;

const finders: Record<DialectName, Candidates> = {
  // its indexes by name hold the search text
  sqlite: () => undefined,

  mysql(texts, sessions) {
    const table = sql`contacts force index (${sql.ref(searchIndex)})`;
    return sql`select id from ${table} where ${among('search_session', sessions, (id) => sql`crc32(${id})`)} and ${holdsAll('search_bytes', texts)}`;
  },

  postgres(texts, sessions) {
    const known = texts.filter((some) => some.every((text) => text.length >= shortestTrigram));
    if (known.length === 0) return undefined;
    return sql`select id from contacts where ${among('session_id', sessions, (id) => sql`${id}`)} and ${holdsAll('search_text', known)}`;
  },
};

function among(column: string, sessions: Parameters<Candidates>[1], spell: (id: string) => RawBuilder<unknown>) {
  if (sessions === 'all') return sql`1 = 1`;
  if (sessions.size === 0) return sql`1 = 0`;
  return sql`${sql.ref(column)} in (${sql.join([...sessions].map(spell))})`;
}

/** With LIKE, since only that asks the index of trigrams, and MariaDB is quicker with it in bytes. */
function holdsAll(column: string, texts: Texts): RawBuilder<unknown> {
  const held = texts.map((some) => some.map((text) => containsText('postgres', sql.ref(column), text)));
  return sql.join(
    held.map((some) => sql`(${sql.join(some, sql` or `)})`),
    sql` and `,
  );
}

/** Undefined where the dialect finds them in the order of a list as well as alone. */
export function searchCandidates(dialect: DialectName, ...given: Parameters<Candidates>): Rows | undefined {
  return finders[dialect](...given);
}

/** Whether a column is one of many ids, which are numbers of ours: as parameters they would take longer than the rows. */
export function amongIds(dialect: DialectName, column: RawBuilder<unknown>, ids: number[]): RawBuilder<boolean> {
  const list = ids.map(Number).join(',');
  return dialect === 'postgres'
    ? sql`${column} = any(${sql.raw(`'{${list}}'::bigint[]`)})`
    : sql`${column} in (${sql.raw(list)})`;
}
