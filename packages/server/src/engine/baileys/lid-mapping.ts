import type { SignalDataSet } from '@whiskeysockets/baileys';
import type { Storage } from '../../storage/index.ts';
import { findLids, findPhones } from './lid-map.repo.ts';
import type { Writer } from './writer.ts';

const reverse = '_reverse';

/**
 * Baileys' key type `lid-mapping` over our table. Baileys keeps each pair twice: `<phone>` -> LID and `<lid>_reverse` -> phone.
 * This is the one complete feed of pairs: its events leave most of them out (whatsapp-protocol.md, F3).
 */
export function lidMapping(storage: Storage, sessionId: string, writer: Writer) {
  return {
    async get(ids: string[]): Promise<Record<string, string>> {
      const lids = ids.filter((id) => id.endsWith(reverse)).map((id) => id.slice(0, -reverse.length));
      const phones = ids.filter((id) => !id.endsWith(reverse));
      const byLid = await findPhones(storage.db, sessionId, lids);
      const byPhone = await findLids(storage.db, sessionId, phones);
      return Object.fromEntries([...byPhone, ...[...byLid].map(([lid, pn]) => [`${lid}${reverse}`, pn] as const)]);
    },
    async set(entries: NonNullable<SignalDataSet['lid-mapping']>): Promise<void> {
      const pairs = Object.entries(entries).filter(([id, value]) => value !== null && !id.endsWith(reverse));
      writer.add({ facts: [], pairs: pairs.map(([pn, lid]) => ({ pn, lid: lid ?? '' })) });
      await writer.settle();
    },
  };
}
