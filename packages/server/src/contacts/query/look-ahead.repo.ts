import type { ContactQuery } from '@grabber/contract';
import { sql } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { readDefaultCountry } from '../../settings/index.ts';
import type { Db, Reading } from '../../storage/index.ts';
import { groupsNamed, isNamed, type QueryOptions } from './conditions.repo.ts';
import { onlySession } from './only-session.ts';
import { type Term, termsOf } from './terms.ts';
import { hasText, termsIn } from './texts.ts';

/**
 * What a query's condition is made with: how phones are read, and which of its words name groups. Most words name none, and then nobody has to
 * be looked for among the members of groups.
 */
export async function lookAhead(
  { db, dialect }: Reading,
  query: ContactQuery,
  visible: Visible,
  options: QueryOptions = {},
): Promise<QueryOptions> {
  if (!hasText(query)) return options;
  const country = await readDefaultCountry(db);
  const within = sessionsOf(query, visible);
  const terms = termsIn(query, country);
  const flags = await namingFlags(db, { dialect, within }, terms);
  const naming = new Set(terms.filter((_, index) => flags[index]).map(keyOf));
  return { ...options, country, within, namesGroups: (term) => naming.has(keyOf(term)) };
}

/** What somebody typed, read as this installation reads phones. */
export async function typedTerms(db: Db, typed = ''): Promise<Term[]> {
  return typed.trim() === '' ? [] : termsOf(typed, await readDefaultCountry(db));
}

/** Which of the terms stand in the name of some group. */
async function namingFlags(db: Db, scope: Parameters<typeof groupsNamed>[0], terms: Term[]): Promise<boolean[]> {
  const flags = terms.map(
    (term, index) => sql`max(case when ${isNamed(scope, term)} then 1 else 0 end) as ${sql.ref(`flag_${index}`)}`,
  );
  if (flags.length === 0) return [];
  const { rows } = await sql<Record<string, number>>`select ${sql.join(flags)} ${groupsNamed(scope, terms)}`.execute(
    db,
  );
  return terms.map((_, index) => Number(rows[0]?.[`flag_${index}`]) === 1);
}

function sessionsOf(query: ContactQuery, visible: Visible): Visible {
  const one = onlySession(query, visible);
  return one !== undefined && (visible === 'all' || visible.has(one)) ? new Set([one]) : visible;
}

function keyOf(term: Term): string {
  return term.join('\n');
}
