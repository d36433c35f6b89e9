import { setImmediate as turn } from 'node:timers/promises';
import type { ContactQuery } from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';
import { type Contact, countContactQuery, iterateContactQuery } from '../../contacts/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { ExportRow } from '../types.ts';
import { chosenContacts, countChosen } from './chosen.repo.ts';
import { countMembers, membersOf, requireGroup } from './members.repo.ts';
import type { Needs } from './needs.ts';
import { withoutOptedOut } from './opted-out.ts';
import { createRowReader, type MembershipWish, type RowReader } from './rows.repo.ts';

/** Whose contacts are exported; everything that the caller sees when nothing is said. */
export type Selection = {
  query?: ContactQuery | undefined;
  ids?: number[] | undefined;
  group_id?: number | undefined;
  include_left?: boolean | undefined;
};

/** A selection looked up: how many contacts, and their rows, to be read once. */
export type Selected = {
  count: number;
  group: Contact | undefined;
  rows: (batch?: number) => AsyncGenerator<ExportRow[]>;
};

/** Few enough that a writer is done with them within some milliseconds. */
const standardBatch = 500;

/** Looks up what somebody may export, with what the file needs to know. Throws `group_not_found`. */
export async function select(
  storage: Storage,
  visible: Visible,
  selection: Selection,
  needs: Needs,
): Promise<Selected> {
  const { db } = storage;
  const readerOf = (wish: MembershipWish = {}) => createRowReader(db, wish, needs);
  const { query = {}, ids, group_id, include_left = false } = selection;
  if (group_id !== undefined) {
    const group = await requireGroup(db, visible, group_id);
    const wish = { group: { session_id: group.session_id, group_id: group.contact_id }, include_left };
    const rows = (batch = standardBatch) => rowsOf(membersOf(db, group, include_left, batch), readerOf(wish), batch);
    return { count: await countMembers(db, group, include_left), group, rows };
  }
  if (ids !== undefined) {
    const unique = [...new Set(ids)];
    const rows = (batch = standardBatch) => rowsOf(chosenContacts(db, visible, unique, batch), readerOf(), batch);
    return { count: await countChosen(db, visible, unique), group: undefined, rows };
  }
  const meant = withoutOptedOut(query);
  const rows = (batch = standardBatch) => rowsOf(iterateContactQuery(storage, meant, visible), readerOf(), batch);
  return { count: await countContactQuery(storage, meant, visible), group: undefined, rows };
}

/** With a turn for others between two batches: SQLite answers within one's own. */
async function* rowsOf(ids: AsyncIterable<number[]>, read: RowReader, batch: number): AsyncGenerator<ExportRow[]> {
  for await (const some of ids) {
    for (let start = 0; start < some.length; start += batch) {
      yield await read(some.slice(start, start + batch));
      await turn();
    }
  }
}
