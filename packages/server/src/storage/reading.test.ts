import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenReading, openReading, type Storage } from './index.ts';
import { contactRow } from './sample-rows.ts';
import { describeDialect, describeEachDialect } from './testing.ts';

describeEachDialect('reading what takes long', (open, database) => {
  let storage: Storage;
  let reading: OpenReading;
  beforeAll(async () => {
    storage = await open();
    reading = openReading(storage, { url: database.url() });
  });
  afterAll(() => reading?.close());

  it('finds the same rows, also those that were committed a moment ago', async () => {
    for (const number of [1, 2]) {
      await storage.db.insertInto('contacts').values(contactRow('s1', number)).execute();
      const rows = await reading.db.selectFrom('contacts').selectAll().execute();
      expect(rows).toEqual(await storage.db.selectFrom('contacts').selectAll().execute());
      expect(rows).toHaveLength(number);
    }
  });

  it('fails as any other, and goes on', async () => {
    await expect(sql`select a from nowhere`.execute(reading.db)).rejects.toThrow(/nowhere/);
    expect(await reading.db.selectFrom('contacts').select('id').execute()).toHaveLength(2);
  });
});

describeDialect('sqlite', 'the reader', (open, database) => {
  const long = sql<{
    n: number;
  }>`with recursive counted(n) as (select 1 union all select n + 1 from counted where n < 2000000)
    select max(n) as n from counted`;

  it('lets the thread that asks go on meanwhile', async () => {
    const storage = await open();
    const reading = openReading(storage, { url: database.url() });
    let turns = 0;
    let answered = false;
    const answer = long.execute(reading.db).finally(() => {
      answered = true;
    });
    for (; !answered; turns += 1) await setImmediate();
    expect((await answer).rows).toEqual([{ n: 2_000_000 }]);
    expect(turns).toBeGreaterThan(10);
    await reading.close();
  });

  it('writes nothing', async () => {
    const reading = openReading(await open(), { url: database.url() });
    await expect(reading.db.deleteFrom('contacts').execute()).rejects.toThrow(/readonly/);
    await expect(reading.db.transaction().execute(async () => undefined)).rejects.toThrow(/only reads/);
    await reading.close();
  });

  it('answers what was asked before it is closed', async () => {
    const reading = openReading(await open(), { url: database.url() });
    const answer = long.execute(reading.db);
    await reading.close();
    expect((await answer).rows).toEqual([{ n: 2_000_000 }]);
  });
});
