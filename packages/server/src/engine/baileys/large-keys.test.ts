import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { describeEachDialect } from '../../storage/testing.ts';
import { listKeyIds } from './keys.repo.ts';
import { deleteLargeKeys, findLargeKeys, saveLargeKeys } from './large-keys.ts';

const type = 'app-state-sync-version';

describeEachDialect('keys of megabytes', (open) => {
  test('are kept whole, shrink without leftovers, and go whole', async () => {
    const { db, bulk } = await open();
    const save = (sealed: Uint8Array) => saveLargeKeys(db, bulk, 's', [{ type, key_id: 'regular', sealed }]);
    const found = async () => (await findLargeKeys(db, 's', type, ['regular', 'none'])).get('regular');
    for (const size of [20_000_000, 5_000_000, 10]) {
      const sealed = randomBytes(size);
      await save(sealed);
      expect(sealed.equals(Buffer.from((await found()) ?? []))).toBe(true);
    }
    expect(await listKeyIds(db, 's', type)).toEqual(['regular']);
    await save(randomBytes(9_000_000));
    await deleteLargeKeys(db, 's', type, ['regular']);
    expect(await listKeyIds(db, 's', type)).toEqual([]);
    expect(await found()).toBeUndefined();
  });
});
