import { type RawBuilder, sql } from 'kysely';
import type { DialectName } from '../storage.ts';
import { containsText } from './contains.ts';
import { searchHead } from './mysql/search.ts';

type Rows = RawBuilder<{ id: number }>;
/** The ids of contacts whose search text may hold one of the texts; `sessions`: only of these. */
type Candidates = (texts: string[], sessions: string[] | undefined) => Rows | undefined;

const shortestTrigram = 3;

const finders: Record<DialectName, Candidates> = {
  // its indexes by name hold the search text
  sqlite: () => undefined,

  mysql(texts, sessions) {
    const among = sessions ? sql`session_id in (${sql.join(sessions)}) and ` : sql``;
    const long = sql`char_length(search_head) = ${sql.lit(searchHead.length)}`;
    const holds = [...texts.map((text) => containsText('mysql', sql.ref('search_head'), text)), long];
    const table = sql`contacts force index (${sql.ref(searchHead.index)})`;
    return sql`select id from ${table} where ${among}(${sql.join(holds, sql` or `)})`;
  },

  postgres(texts) {
    if (texts.some((text) => text.length < shortestTrigram)) return undefined;
    const holds = texts.map((text) => containsText('postgres', sql.ref('search_text'), text));
    return sql`select id from contacts where ${sql.join(holds, sql` or `)}`;
  },
};

/** Undefined where the dialect finds them in the order of a list as well as alone. */
export function searchCandidates(dialect: DialectName, ...given: Parameters<Candidates>): Rows | undefined {
  return finders[dialect](...given);
}
