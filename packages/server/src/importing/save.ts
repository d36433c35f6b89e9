import type { Transaction } from 'kysely';
import { appendChanges, appendCreated, type NewChange } from '../changes/index.ts';
import { type Contact, completeContacts, insertContacts } from '../contacts/index.ts';
import { chunksOf, isoTime } from '../core/index.ts';
import type { Database, Storage } from '../storage/index.ts';
import type { Reconciled } from './reconcile.ts';

const source = 'import';
const rowsPerStatement = 5000;

/** Writes what an import adds to a session, and its changes. */
export async function saveReconciled(
  storage: Storage,
  trx: Transaction<Database>,
  session_id: string,
  { inserts, updates }: Reconciled,
): Promise<void> {
  const at = isoTime(Date.now());
  for (const rows of chunksOf(inserts, rowsPerStatement)) {
    const ids = await insertContacts(storage, trx, rows);
    const created = ids.map((entity_id, index) => ({ entity: entityOf(rows[index]), entity_id }));
    await appendCreated(storage, trx, created, { session_id, source, at });
  }
  const after = updates.map((update) => ({ ...update.after, updated_at: at }));
  await completeContacts(storage, trx, after);
  const changes = updates.map(({ before, after }): NewChange => {
    const fields = JSON.stringify(differences(before, after));
    return { session_id, entity: entityOf(before), entity_id: before.id, kind: 'updated', fields, source, at };
  });
  await appendChanges(storage, trx, changes);
}

function entityOf(row: { type: Contact['type'] } | undefined): 'group' | 'contact' {
  return row?.type === 'group' ? 'group' : 'contact';
}

function differences(before: Contact, after: Contact): Record<string, [unknown, unknown]> {
  const columns = Object.keys(after) as (keyof Contact)[];
  const changed = columns.filter((column) => before[column] !== after[column]);
  return Object.fromEntries(changed.map((column) => [column, [before[column], after[column]]]));
}
