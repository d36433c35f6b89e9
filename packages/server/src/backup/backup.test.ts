import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate, openStorage, type Storage } from '../storage/index.ts';
import { contactRow } from '../storage/sample-rows.ts';
import { describeDialect, describeEachDialect, reachableDatabases } from '../storage/testing.ts';
import { readBackup, restoreBackup, writeBackup } from './index.ts';
import { everyRow, fillDatabase } from './testing/fill.repo.ts';

const secrets = { secretKey: Buffer.alloc(32, 7), passphrase: undefined };
const made = { scheduled: false, created_at: '2026-11-26T02:00:00.000Z' };
let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
});
afterAll(() => rm(folder, { recursive: true }));
function newFile(): string {
  count += 1;
  return join(folder, `${count}.wcgb`);
}

type Rows = Awaited<ReturnType<typeof everyRow>>;

describeEachDialect('a backup that was made while others wrote', (open, database) => {
  let storage: Storage;
  let file: string;
  let written: { before: number; after: number };
  const session_id = 'busy';

  /** A contact and its line in the log, in one transaction. */
  async function writePair(index: number): Promise<void> {
    await storage.transaction(async (trx) => {
      const [entity_id = 0] = await storage.bulk.insertWithIds(trx, 'contacts', [contactRow(session_id, index)]);
      const change = { session_id, entity: 'contact' as const, entity_id, group_id: null };
      await storage.bulk.insert(trx, 'changes', [
        { ...change, kind: 'created', fields: null, source: 'live', at: made.created_at },
      ]);
    });
  }

  beforeAll(async () => {
    storage = await open();
    await fillDatabase(storage, 2500);
    file = newFile();
    let writing = true;
    let pairs = 0;
    async function writeAlong(): Promise<void> {
      for (; writing && pairs < 5000; pairs += 1) {
        await writePair(pairs);
        await new Promise(setImmediate);
      }
    }
    const load = writeAlong();
    while (pairs < 20) await new Promise(setImmediate);
    const before = pairs;
    await writeBackup({ ...made, url: database.url(), file, secrets }, () => {});
    written = { before, after: pairs };
    writing = false;
    await load;
  });

  const numbers = (rows: string[] = [], column: 'id' | 'seq') =>
    rows.map((row) => Number((JSON.parse(row) as Record<string, unknown>)[column]));

  /** The rows as they were when the last of these contacts and its line had been written. */
  function until(rows: Rows, wanted: Rows): Rows {
    const upTo = (table: string, column: 'id' | 'seq') => {
      const last = Math.max(...numbers(wanted[table], column));
      const all = numbers(rows[table], column);
      return (rows[table] ?? []).filter((_, index) => (all[index] ?? 0) <= last);
    };
    return { ...rows, contacts: upTo('contacts', 'id'), changes: upTo('changes', 'seq') };
  }

  it('holds one moment, and is read back whole', async () => {
    const { tables, ...facts } = await readBackup(file, secrets);
    const pairs = (tables['contacts'] ?? 0) - 2500;
    expect(tables).toMatchObject({ changes: 2500 + pairs, group_members: 2500, engine_credentials: 1 });
    expect(facts).toMatchObject({ dialect: storage.dialect, same_secret_key: true });
    expect(pairs).toBeGreaterThanOrEqual(written.before);
    expect(pairs).toBeLessThanOrEqual(written.after + 1);
    expect(written.after).toBeGreaterThan(written.before);
  });

  for (const target of reachableDatabases()) {
    it(`comes back row by row on ${target.dialect}, and new rows come after it`, async () => {
      const fresh = await target.create();
      await restoreBackup({ file, url: fresh.url, secrets });
      const restored = await openStorage({ url: fresh.url });
      try {
        const after = await everyRow(restored);
        const before = until(await everyRow(storage), after);
        for (const table of Object.keys(before)) expect(after[table], table).toEqual(before[table]);
        const [id] = await restored.bulk.insertWithIds(restored.db, 'contacts', [contactRow('new', 1)]);
        expect(id).toBeGreaterThan(Math.max(...numbers(after['contacts'], 'id')));
      } finally {
        await restored.close();
        await fresh.drop();
      }
    });
  }

  it('fills a database that was in use anew', async () => {
    const fresh = await reachableDatabases()
      .find(({ dialect }) => dialect === storage.dialect)
      ?.create();
    if (!fresh) throw new Error('the database is reachable');
    const used = await openStorage({ url: fresh.url });
    await migrate(used);
    await fillDatabase(used, 10);
    await used.close();
    const { tables } = await readBackup(file, secrets);
    const restored = await restoreBackup({ file, url: fresh.url, secrets });
    expect(restored.tables).toEqual(tables);
    const again = await openStorage({ url: fresh.url });
    expect((await everyRow(again))['contacts']).toHaveLength(tables['contacts'] ?? 0);
    await again.close();
    await fresh.drop();
  });
});

describeDialect('sqlite', 'what was done to a backup', (open, database) => {
  let file: string;
  let whole: Buffer;
  let target: string;
  beforeAll(async () => {
    await fillDatabase(await open(), 1200);
    file = newFile();
    await writeBackup({ ...made, url: database.url(), file, secrets }, () => {});
    whole = await readFile(file);
    target = `sqlite:${join(folder, 'target.db')}`;
    const storage = await openStorage({ url: target });
    await migrate(storage);
    await fillDatabase(storage, 3);
    await storage.close();
  });

  /** Everything that a restore could have changed. */
  async function targetRows(): Promise<unknown> {
    const storage = await openStorage({ url: target });
    return await everyRow(storage).finally(() => storage.close());
  }

  async function expectRefused(bytes: Buffer): Promise<void> {
    const damaged = newFile();
    await writeFile(damaged, bytes);
    const restoring = restoreBackup({ file: damaged, url: target, secrets });
    await expect(restoring).rejects.toMatchObject({ code: expect.stringMatching(/^backup_(damaged|key_wrong)$/) });
    await rm(damaged);
  }

  it('a flipped bit anywhere is refused before anything changes', async () => {
    const before = await targetRows();
    const anyBit = fc.nat(whole.length * 8 - 1);
    await fc.assert(
      fc.asyncProperty(anyBit, async (bit) => {
        const bytes = Buffer.from(whole);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expectRefused(bytes);
      }),
      { numRuns: 60 },
    );
    expect(await targetRows()).toEqual(before);
  });

  it('a file that was cut off or grew is refused', async () => {
    const lengths = fc.nat(whole.length - 1);
    await fc.assert(
      fc.asyncProperty(lengths, (length) => expectRefused(whole.subarray(0, length))),
      { numRuns: 40 },
    );
    await expectRefused(Buffer.concat([whole, Buffer.from([0])]));
  });

  it('another key is refused, and a passphrase opens on a server with another secret', async () => {
    const other = { secretKey: Buffer.alloc(32, 8), passphrase: undefined };
    await expect(readBackup(file, other)).rejects.toMatchObject({ code: 'backup_key_wrong' });
    const sealed = newFile();
    await writeBackup(
      { ...made, url: database.url(), file: sealed, secrets: { ...secrets, passphrase: 'rahasia sekali' } },
      () => {},
    );
    await expect(readBackup(sealed, secrets)).rejects.toMatchObject({ code: 'backup_key_wrong' });
    await expect(readBackup(sealed, { ...secrets, passphrase: 'salah' })).rejects.toMatchObject({
      code: 'backup_key_wrong',
    });
    const facts = await readBackup(sealed, { ...other, passphrase: 'rahasia sekali' });
    expect(facts.same_secret_key).toBe(false);
  });

  it('one of a newer program is refused before anything changes', async () => {
    const storage = await openStorage({ url: database.url() });
    const note = { name: '9999-future', timestamp: made.created_at };
    await storage.db
      .insertInto('kysely_migration' as never)
      .values(note as never)
      .execute();
    const newer = newFile();
    await writeBackup({ ...made, url: database.url(), file: newer, secrets }, () => {});
    await storage.db
      .deleteFrom('kysely_migration' as never)
      .where('name' as never, '=', '9999-future' as never)
      .execute();
    await storage.close();
    const before = await targetRows();
    await expect(restoreBackup({ file: newer, url: target, secrets })).rejects.toMatchObject({ code: 'backup_newer' });
    expect(await targetRows()).toEqual(before);
  });
});
