import { type ContactQuery, defaultSettings } from '@grabber/contract';
import { sql } from 'kysely';
import { amongIds, type Reading, searchCandidates, walkByName } from '../../storage/index.ts';
import { type Condition, membersOfNamed, type QueryOptions } from './conditions.repo.ts';
import { rarestFirst, type Term, termsOf } from './terms.ts';

/** More than these are so many that a list meets enough of them when it is read in its order. */
const mostCandidates = 30_000;
/** Of parts that are asked for at once each gets its share of these, somewhat more than fit, for contacts are spread unevenly. */
const mostOfAllParts = 40_000;
/** So few are looked up one by one; of more, a list in the order of names is read until there are enough. */
const mostLookedUp = 2000;

/**
 * The few rows that a search can mean, found along the index for texts, which a list in the order of names does not read. Undefined when nothing
 * is searched, when they are many, and where the dialect needs no help.
 */
export async function candidatesOf(
  { db, dialect }: Reading,
  query: ContactQuery,
  options: QueryOptions,
): Promise<number[] | undefined> {
  const terms = termsOf(query.q ?? '', options.country ?? defaultSettings.default_country);
  const parts = partsOf(dialect, rarestFirst(terms), options);
  if (parts.length === 0) return undefined;
  const most = Math.min(mostCandidates, Math.floor(mostOfAllParts / parts.length));
  const limit = sql`limit ${sql.lit(most + 1)}`;
  const found = await Promise.all(parts.map((part) => sql<{ id: number }>`${part} ${limit}`.execute(db)));
  const ids = found.flatMap(({ rows }) => rows.map(({ id }) => id));
  return ids.length > mostCandidates || found.some(({ rows }) => rows.length > most) ? undefined : ids;
}

/** Whoever is found has every word that names no group in their own text; where all words do, they may also be a member of such a group. */
function partsOf(
  dialect: Reading['dialect'],
  terms: Term[],
  { within = 'all', namesGroups = () => true }: QueryOptions,
) {
  const own = terms.filter((term) => !namesGroups(term));
  const candidates = searchCandidates(dialect, own.length > 0 ? own : terms, within);
  if (terms.length === 0 || candidates.length === 0) return [];
  return own.length > 0 ? candidates : [...candidates, membersOfNamed({ dialect, within }, terms)];
}

type WalkedBy = [session: string | undefined, condition: Condition];

/** Those of the candidates that a condition means. */
export function amongCandidates({ dialect }: Pick<Reading, 'dialect'>, ids: number[], condition: Condition): Condition {
  return ids.length === 0 ? sql`1 = 0` : sql`(${amongIds(dialect, sql.ref('contacts.id'), ids)} and ${condition})`;
}

/** The same in the order of names, where many candidates are better met in that order than looked up; undefined where they are not. */
export function walkedCandidates(storage: Reading, ids: number[], ...rest: WalkedBy) {
  return ids.length <= mostLookedUp ? undefined : walkByName(storage, ids, ...rest);
}
