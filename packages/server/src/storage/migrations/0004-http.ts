import { sql } from 'kysely';
import { sortNameOf } from '../../core/index.ts';
import type { AnyDb } from '../dialects/schema-tools.ts';
import { index, optional, required } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

/** Answers kept for callers that repeat a request, and an order of names in which those without one come last. */
export async function addHttp(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  await schema.create(db, 'kept_answers', {
    columns: {
      request_key: required('key'),
      request_hash: required('key'),
      status: optional('int'),
      body: optional('long_text'),
      at: required('time'),
    },
    primaryKey: ['request_key'],
    indexes: [index('at')],
  });
  const behindNames = sortNameOf(null, null);
  await db
    .updateTable('contacts')
    .set({ sort_name: sql`concat(${sql.lit(behindNames)}, sort_name)` })
    .where('name', 'is', null)
    .where('sort_name', '<>', '')
    .where('sort_name', 'not like', `${behindNames}%`)
    .execute();
}
