import { type ContactQuery, defaultSettings } from '@grabber/contract';
import { sql } from 'kysely';
import { amongIds, type Storage, searchCandidates } from '../../storage/index.ts';
import { type Condition, membersOfNamed, type QueryOptions } from './conditions.repo.ts';
import { type Term, termsOf } from './terms.ts';

/** More than these are so many that a list meets enough of them when it is read in its order. */
const mostCandidates = 30_000;

/**
 * The few rows that a search can mean, found along the index for texts, which a list in the order of names does not read. Undefined when nothing
 * is searched, when they are many, and where the dialect needs no help.
 */
export async function narrowed(
  { db, dialect }: Storage,
  query: ContactQuery,
  options: QueryOptions,
): Promise<Condition | undefined> {
  const terms = termsOf(query.q ?? '', options.country ?? defaultSettings.default_country);
  const parts = partsOf(dialect, terms, options);
  if (parts.length === 0) return undefined;
  const limit = sql`limit ${sql.lit(mostCandidates + 1)}`;
  const limited = parts.map((part) => sql`select id from (${part} ${limit}) as found`);
  const { rows } = await sql<{ id: number }>`${sql.join(limited, sql` union all `)} ${limit}`.execute(db);
  if (rows.length > mostCandidates) return undefined;
  if (rows.length === 0) return sql`1 = 0`;
  const ids = rows.map(({ id }) => id);
  return amongIds(dialect, sql.ref('contacts.id'), ids);
}

/** Whoever is found has every word that names no group in their own text; where all words do, they may also be a member of such a group. */
function partsOf(
  dialect: Storage['dialect'],
  terms: Term[],
  { within = 'all', namesGroups = () => true }: QueryOptions,
) {
  const own = terms.filter((term) => !namesGroups(term));
  const candidates = searchCandidates(dialect, own.length > 0 ? own : terms, within);
  if (terms.length === 0 || !candidates) return [];
  return own.length > 0 ? [candidates] : [candidates, membersOfNamed({ dialect, within }, terms)];
}
