import type { ContactQuery } from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';
import { type Contact, countContactQuery, iterateContactQuery } from '../../contacts/index.ts';
import { chunksOf } from '../../core/index.ts';
import type { Reading } from '../../storage/index.ts';
import type { RowQuestions } from '../found-rows.ts';
import { chosenContacts, countChosen } from './chosen.repo.ts';
import { countMembers, membersOf, requireGroup } from './members.repo.ts';
import type { Needs } from './needs.ts';
import { withoutOptedOut } from './opted-out.ts';
import { type MembershipWish, questionsAbout } from './rows.repo.ts';

/** Whose contacts are exported; everything that the caller sees when nothing is said. */
export type Selection = {
  query?: ContactQuery | undefined;
  ids?: number[] | undefined;
  group_id?: number | undefined;
  include_left?: boolean | undefined;
};

/** A selection looked up: how many contacts, and what to ask about them, in batches of so many, to be read once. */
export type Selected = {
  count: number;
  group: Contact | undefined;
  questions: (needs: Needs, batch: number) => AsyncGenerator<RowQuestions[]>;
};

const idsPerLook = 20_000;
/** So that little is sent between threads. */
const batchesAtOnce = 8;

/** Looks up what somebody may export. Throws `group_not_found`. */
export async function select(reading: Reading, visible: Visible, selection: Selection): Promise<Selected> {
  const { db } = reading;
  const { query = {}, ids, group_id, include_left = false } = selection;
  const selected = (count: number, found: AsyncIterable<number[]>, wish: MembershipWish = {}, group?: Contact) => ({
    ...{ count, group },
    questions: (needs: Needs, batch: number) =>
      inBatches(found, batch, (some) => questionsAbout(db, some, wish, needs)),
  });
  if (group_id !== undefined) {
    const group = await requireGroup(db, visible, group_id);
    const found = membersOf(db, group, include_left, idsPerLook);
    const wish = { group_id: group.contact_id, include_left };
    return selected(await countMembers(db, group, include_left), found, wish, group);
  }
  if (ids !== undefined) {
    const unique = [...new Set(ids)];
    return selected(await countChosen(db, visible, unique), chosenContacts(db, visible, unique, idsPerLook));
  }
  const meant = withoutOptedOut(query);
  const found = iterateContactQuery(reading, meant, visible, { batch: idsPerLook });
  return selected(await countContactQuery(reading, meant, visible), found);
}

async function* inBatches(
  found: AsyncIterable<number[]>,
  batch: number,
  ask: (ids: number[]) => RowQuestions,
): AsyncGenerator<RowQuestions[]> {
  for await (const ids of found) {
    for (const some of chunksOf(ids, batch * batchesAtOnce)) yield [...chunksOf(some, batch)].map(ask);
  }
}
