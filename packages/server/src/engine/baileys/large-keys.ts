import type { BulkWriter, Db } from '../../storage/index.ts';
import { deleteKeys, findKeys, type SealedKey, saveKeys } from './keys.repo.ts';

/** MariaDB takes no statement over 16 MB by default, and bytes written as text take twice their room. */
const partBytes = 4 * 1024 * 1024;
const mostParts = 64;

/** Like `findKeys`, for values of megabytes: each is kept in parts, one row a part. */
export async function findLargeKeys(db: Db, sessionId: string, type: string, ids: string[]) {
  const found = new Map<string, Uint8Array>();
  for (const id of ids) {
    const parts = await findKeys(db, sessionId, type, partIds(id));
    if (parts.has(id)) found.set(id, Buffer.concat(partIds(id).flatMap((part) => parts.get(part) ?? [])));
  }
  return found;
}

/** Like `saveKeys`. Throws a RangeError for a value over 256 MiB. */
export async function saveLargeKeys(db: Db, bulk: BulkWriter, sessionId: string, keys: SealedKey[]): Promise<void> {
  for (const { type, key_id, sealed } of keys) {
    const ids = partIds(key_id);
    const count = Math.ceil(sealed.length / partBytes);
    if (count > ids.length) throw new RangeError(`a key of ${sealed.length} bytes is too large to keep`);
    for (const [index, id] of ids.slice(0, count).entries()) {
      const part = sealed.subarray(index * partBytes, (index + 1) * partBytes);
      await saveKeys(db, bulk, sessionId, [{ type, key_id: id, sealed: part }]);
    }
    await deleteKeys(db, sessionId, type, ids.slice(count));
  }
}

/** Like `deleteKeys`. */
export async function deleteLargeKeys(db: Db, sessionId: string, type: string, ids: string[]): Promise<void> {
  await deleteKeys(db, sessionId, type, ids.flatMap(partIds));
}

/** The first part stands under the id itself. */
function partIds(id: string): string[] {
  return Array.from({ length: mostParts }, (_, index) => (index === 0 ? id : `${id}#${index}`));
}
