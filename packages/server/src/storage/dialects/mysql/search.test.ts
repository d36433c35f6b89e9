import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Storage } from '../../index.ts';
import { migrate } from '../../index.ts';
import { describeDialect } from '../../testing.ts';
import { mysqlSchema } from './schema.ts';
import { searchIndex, searchParts } from './search.ts';

describeDialect('mysql', 'the index for searches', (open) => {
  const partsOf = async ({ db }: Storage) =>
    (await mysqlSchema.find(db, 'contacts'))?.indexes.find(({ name }) => name === searchIndex)?.columns;
  const forget = async ({ db }: Storage) => {
    await sql`delete from kysely_migration where name = '0016-kinds'`.execute(db);
    await sql.raw(`alter table contacts drop index ${searchIndex}`).execute(db);
  };

  test('is made anew where it is in the order of the texts', async () => {
    const storage = await open();
    await forget(storage);
    await sql.raw(`alter table contacts add index ${searchIndex} (search_session, search_bytes)`).execute(storage.db);
    await migrate(storage);
    expect(await partsOf(storage)).toEqual(searchParts);
  });

  test('is made anew where it has but the beginning of the texts', async () => {
    const storage = await open();
    await forget(storage);
    await sql`alter table contacts drop column search_session, drop column search_bytes`.execute(storage.db);
    await mysqlSchema.addSearch(storage.db);
    await migrate(storage);
    expect(await partsOf(storage)).toEqual(searchParts);
  });
});
