import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  describe('what a module makes piece by piece', () => {
    const module = new URL('./fixtures/names-of.ts', import.meta.url);
    const inRange = (first: number, last: number) =>
      `select name from contacts where id >= ${first} and id <= ${last} order by id`;
    const pieces = (inputs: AsyncIterable<string>) =>
      reading.pieces<string, { end: string }, string>(module, inputs, { end: 'all' });
    async function collect(inputs: AsyncIterable<string>): Promise<string[]> {
      const made: string[] = [];
      for await (const piece of pieces(inputs)) made.push(piece);
      return made;
    }

    async function* given(...statements: string[]): AsyncGenerator<string> {
      yield* statements;
    }

    it('comes in the order of what it is made of, also beside others', async () => {
      const rows = await storage.db.selectFrom('contacts').select(['id', 'name']).orderBy('id').execute();
      const [first, second] = rows.map(({ id }) => inRange(id, id));
      const names = rows.map(({ name }) => name);
      const [whole, turned] = await Promise.all([
        collect(given(first ?? '', second ?? '')),
        collect(given(second ?? '', first ?? '')),
      ]);
      expect(whole).toEqual([names[0], names[1], 'all']);
      expect(turned).toEqual([names[1], names[0], 'all']);
      expect(await collect(given())).toEqual(['all']);
    });

    it('is not begun before somebody asks, and ends when nobody wants more', async () => {
      let asked = 0;
      let closed = false;
      async function* endless(): AsyncGenerator<string> {
        try {
          for (;;) {
            asked += 1;
            yield inRange(0, 9);
          }
        } finally {
          closed = true;
        }
      }
      const made = pieces(endless());
      expect(asked).toBe(0);
      for await (const piece of made) {
        expect(piece).not.toBe('');
        break;
      }
      expect(closed).toBe(true);
      expect(asked).toBeLessThan(5);
    });

    it('fails with its inputs, and with what it reads', async () => {
      async function* broken(): AsyncGenerator<string> {
        yield inRange(0, 9);
        throw new Error('nobody knows what comes next');
      }
      await expect(collect(broken())).rejects.toThrow('nobody knows');
      await expect(collect(given('select name from nowhere'))).rejects.toThrow(/nowhere/);
    });
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
