import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate, openStorage } from './index.ts';
import { describeEachDialect } from './testing.ts';

const run = promisify(execFile);
const files = await readdir(new URL('./migrations/', import.meta.url));
/** Each in a file of its name, beside what it needs. */
const everyMigration = files
  .filter((file) => /^\d{4}-/.test(file) && file !== '0001-tables.ts')
  .map((file) => file.replace('.ts', ''))
  .sort();
const migrateOnce = fileURLToPath(new URL('./fixtures/migrate-once.ts', import.meta.url));

describeEachDialect('two processes that start at once', (open, database) => {
  it('migrate once and both go on', async () => {
    const starts = [1, 2].map(() => run(process.execPath, [migrateOnce, database.url()]));
    const ran = (await Promise.all(starts)).map(({ stdout }) => JSON.parse(stdout));
    expect(ran.toSorted((a, b) => b.length - a.length)).toEqual([everyMigration, []]);
    expect(await migrate(await open())).toEqual([]);
  }, 60_000);
});

describeEachDialect('migrate', (open, database) => {
  it('creates every table once', async () => {
    const storage = await open();
    expect(await migrate(storage)).toEqual([]);
    expect(await storage.db.selectFrom('contacts').selectAll().execute()).toEqual([]);
  });

  it('lets several starts at once migrate one after the other', async () => {
    const storages = await Promise.all([1, 2, 3].map(() => openStorage({ url: database.url() })));
    await sql`delete from kysely_migration`.execute((await open()).db);
    const ran = await Promise.all(storages.map(migrate));
    await Promise.all(storages.map((storage) => storage.close()));
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('refuses a database that a newer program has migrated', async () => {
    const storage = await open();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(storage.db);
    await expect(migrate(storage)).rejects.toMatchObject({
      code: 'database_newer',
      details: { unknown_migrations: ['9999-later'] },
    });
    await sql`delete from kysely_migration where name = '9999-later'`.execute(storage.db);
  });
});
