import { expect, test } from 'vitest';
import { dataVersion, openStorage } from './index.ts';
import { newSession } from './sample-rows.ts';
import { describeEachDialect } from './testing.ts';

describeEachDialect('the version of the data', (open, { dialect, url }) => {
  test('is another one after each commit, whoever wrote, where the database tells it', async () => {
    const [storage, other] = [await open(), await openStorage({ url: url() })];
    const times = { created_at: '2024-01-15T10:30:00.123Z', updated_at: '2024-01-15T10:30:00.123Z' };
    const write = ({ db }: typeof storage) =>
      db
        .insertInto('whatsapp_sessions')
        .values({ session_id: newSession(), name: 'Toko', status: 'connected', is_active: true, ...times })
        .execute();
    const versions = [await dataVersion(storage)];
    expect(await dataVersion(storage)).toBe(versions[0]);
    for (const writer of [storage, other]) {
      await write(writer);
      versions.push(await dataVersion(storage));
    }
    await other.close();
    expect(new Set(versions).size).toBe(dialect === 'sqlite' ? 3 : 1);
    if (dialect !== 'sqlite') expect(versions[0]).toBeUndefined();
  });
});
