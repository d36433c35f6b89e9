import type { ContactQuery } from '@grabber/contract';
import { sql } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { type Storage, searchCandidates } from '../../storage/index.ts';
import { type Condition, membersOfNamed, type QueryOptions, standardCountry } from './conditions.repo.ts';
import { onlySession } from './only-session.ts';
import { termsOf } from './terms.ts';

/** More than these are so many that a list meets enough of them when it is read in its order. */
const mostCandidates = 30_000;

/**
 * The few rows that a search can mean, found along the index for texts, which a list in the order of names does not read. Undefined when nothing
 * is searched, when they are many, and where the dialect needs no help.
 */
export async function narrowed(
  { db, dialect }: Storage,
  query: ContactQuery,
  visible: Visible,
  { defaultCountry = standardCountry }: QueryOptions,
): Promise<Condition | undefined> {
  const terms = termsOf(query.q ?? '', defaultCountry);
  const candidates = terms.length === 0 ? undefined : searchCandidates(dialect, terms, sessionsOf(query, visible));
  if (!candidates) return undefined;
  // whoever is not found by their own text alone is in a group that one of the words names
  const members = terms.map((term) => membersOfNamed({ dialect, visible }, term));
  const limit = sql`limit ${sql.lit(mostCandidates + 1)}`;
  const parts = [candidates, ...members].map((part) => sql`(${part} ${limit})`);
  const { rows } = await sql<{ id: number }>`${sql.join(parts, sql` union all `)} ${limit}`.execute(db);
  if (rows.length > mostCandidates) return undefined;
  if (rows.length === 0) return sql`1 = 0`;
  return sql`contacts.id in (${sql.join(rows.map(({ id }) => sql.lit(Number(id))))})`;
}

function sessionsOf(query: ContactQuery, visible: Visible): string[] | undefined {
  const one = onlySession(query, visible);
  if (one !== undefined) return [one];
  return visible === 'all' || visible.size === 0 ? undefined : [...visible];
}
