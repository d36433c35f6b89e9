import { type RawBuilder, sql } from 'kysely';
import type { DialectName } from '../storage.ts';
import { containsText } from './contains.ts';
import { searchHead } from './mysql/search.ts';

type Rows = RawBuilder<{ id: number }>;
/** Of each list of texts one must be held. */
type Texts = string[][];
/** The ids of contacts whose search text may hold what is looked for; `sessions`: only of these. */
type Candidates = (texts: Texts, sessions: string[] | undefined) => Rows | undefined;

const shortestTrigram = 3;

const finders: Record<DialectName, Candidates> = {
  // its indexes by name hold the search text
  sqlite: () => undefined,

  mysql(texts, sessions) {
    const among = sessions ? sql`session_id in (${sql.join(sessions)}) and ` : sql``;
    const long = sql`char_length(search_head) = ${sql.lit(searchHead.length)}`;
    const table = sql`contacts force index (${sql.ref(searchHead.index)})`;
    return sql`select id from ${table} where ${among}(${long} or (${holdsAll('mysql', 'search_head', texts)}))`;
  },

  postgres(texts) {
    const known = texts.filter((some) => some.every((text) => text.length >= shortestTrigram));
    return known.length === 0
      ? undefined
      : sql`select id from contacts where ${holdsAll('postgres', 'search_text', known)}`;
  },
};

function holdsAll(dialect: DialectName, column: string, texts: Texts): RawBuilder<unknown> {
  const held = texts.map((some) =>
    sql.join(
      some.map((text) => containsText(dialect, sql.ref(column), text)),
      sql` or `,
    ),
  );
  return sql.join(
    held.map((some) => sql`(${some})`),
    sql` and `,
  );
}

/** Undefined where the dialect finds them in the order of a list as well as alone. */
export function searchCandidates(dialect: DialectName, ...given: Parameters<Candidates>): Rows | undefined {
  return finders[dialect](...given);
}
