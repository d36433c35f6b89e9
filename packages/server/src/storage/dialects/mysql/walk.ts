import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Database } from '../../schema.ts';
import type { Reading } from '../../storage.ts';
import { amongIds } from '../candidates.ts';
import { index, indexName } from '../table.ts';

/**
 * Contacts of these ids that a condition means, as a table for pages by name: the index by name is read alone, and the rows of those who are
 * among the ids. Looking up all of them would read half of a large table, whose rows lie apart. Undefined where a dialect does this by itself.
 */
export function walkByName(
  { db, dialect }: Reading,
  ids: number[],
  session: string | undefined,
  condition: RawBuilder<boolean>,
): SelectQueryBuilder<Database, 'contacts', object> | undefined {
  if (dialect !== 'mysql') return undefined;
  const columns = session === undefined ? ['sort_name', 'id'] : ['session_id', 'sort_name', 'id'];
  const along = sql.ref(indexName('contacts', index(...columns)));
  const within = session === undefined ? sql`` : sql`walked.session_id = ${session} and `;
  const found = sql`(select walked.id, walked.sort_name from contacts as walked force index (${along})
    straight_join contacts on contacts.id = walked.id
    where ${within}${amongIds(dialect, sql.ref('walked.id'), ids)} and ${condition})`;
  return db.selectFrom(found.as('contacts')) as unknown as SelectQueryBuilder<Database, 'contacts', object>;
}
