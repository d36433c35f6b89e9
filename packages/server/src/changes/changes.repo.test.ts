import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { openStorage, type Storage } from '../storage/index.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { appendChanges, changesOfSource, historyOf, type NewChange, readChanges } from './index.ts';

const at = '2026-01-02T03:04:05.678Z';

function change(facts: Partial<NewChange>): NewChange {
  const base = { session_id: 's', entity: 'contact' as const, entity_id: 1, group_id: null, kind: 'updated' as const };
  return { ...base, fields: null, source: 'live', at, ...facts };
}

describeEachDialect('the change log', (open, database) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await open();
    await appendChanges(storage, storage.db, [
      change({ kind: 'created' }),
      change({ fields: JSON.stringify({ name: ['Budi 🌸', null] }), source: 'grab:1' }),
      change({ session_id: 'other' }),
      change({ entity_id: 2 }),
      change({ entity: 'membership', entity_id: 3, group_id: '1@g.us', kind: 'joined' }),
    ]);
    const alias = { old_id: 3, session_id: 's', contact_row_id: 1 };
    await storage.db.insertInto('contact_aliases').values(alias).execute();
  });

  it('is read by cursor, in order, each session for itself', async () => {
    const first = await readChanges(storage.db, 's', 0, 3);
    expect(first.map(({ kind, entity_id }) => `${kind} ${entity_id}`)).toEqual(['created 1', 'updated 1', 'updated 2']);
    const rest = await readChanges(storage.db, 's', first.at(-1)?.seq ?? 0, 3);
    expect(rest).toMatchObject([{ kind: 'joined', group_id: '1@g.us', at }]);
    expect(await readChanges(storage.db, 's', rest[0]?.seq ?? 0, 3)).toEqual([]);
  });

  it('tells what a grab changed, with the old and new values', async () => {
    expect(await changesOfSource(storage.db, 's', 'grab:1')).toMatchObject([{ fields: { name: ['Budi 🌸', null] } }]);
  });

  it('shows no change before those with a lower number, however long their transaction takes', async () => {
    const other = await openStorage({ url: database.url(), poolSize: 2 });
    const written = Promise.withResolvers<void>();
    const commit = Promise.withResolvers<void>();
    const slow = storage.transaction(async (trx) => {
      await appendChanges(storage, trx, [change({ session_id: 'racing', entity_id: 1 })]);
      written.resolve();
      await commit.promise;
    });
    await written.promise;
    const quick = other.transaction((trx) =>
      appendChanges(other, trx, [change({ session_id: 'racing', entity_id: 2 })]),
    );
    const seen: number[] = [];
    let cursor = 0;
    const look = async () => {
      const fresh = await readChanges(storage.db, 'racing', cursor, 10);
      cursor = fresh.at(-1)?.seq ?? cursor;
      seen.push(...fresh.map(({ entity_id }) => entity_id));
    };
    await Promise.race([quick, delay(300)]);
    await look();
    commit.resolve();
    await Promise.all([slow, quick]);
    await look();
    await other.close();
    expect(seen).toEqual([1, 2]);
  });

  it('tells the history of a row and of those merged into it', async () => {
    expect((await historyOf(storage.db, 's', 1)).map(({ entity_id }) => entity_id)).toEqual([1, 1, 3]);
  });
});
