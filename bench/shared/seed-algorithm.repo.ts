import type { Contact } from '../../packages/server/src/contacts/index.ts';
import type { Storage } from '../../packages/server/src/storage/index.ts';

type Row = Omit<Contact, 'id'>;

/** The old application's way, in one transaction: look each row up, then insert or rewrite it. */
export async function saveRowByRow(storage: Storage, rows: Row[]): Promise<void> {
  await storage.transaction(async (trx) => {
    for (const row of rows) {
      const { session_id, contact_id, grabbed_at, name } = row;
      const known = await trx
        .selectFrom('contacts')
        .selectAll()
        .where('session_id', '=', session_id)
        .where('contact_id', '=', contact_id)
        .executeTakeFirst();
      if (!known) await trx.insertInto('contacts').values(row).execute();
      else await trx.updateTable('contacts').set({ name, grabbed_at }).where('id', '=', known.id).execute();
    }
  });
}

/** All rows in one transaction and nothing else: the limit. */
export async function saveBare(storage: Storage, rows: Row[]): Promise<void> {
  await storage.transaction((trx) => storage.bulk.insert(trx, 'contacts', rows));
}
