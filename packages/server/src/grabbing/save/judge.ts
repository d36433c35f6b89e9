import { statusOf } from '../../contacts/index.ts';
import { change, type SaveState, type Stream } from './state.ts';
import { heirOf, type Member, type Tracked, type TrackedGroup } from './tracked.ts';

/** Why a person was known before the end of the grab was judged. */
type Grounds = { account: boolean; group: boolean };

/**
 * The end of a grab: what a complete answer left out is gone. A stream that did not end as complete, that had an item
 * nobody could tell from others, or that was empty while the database has rows removes nothing.
 */
export function judge(state: SaveState): void {
  const contactsKnown = mayJudge(state, 'contacts', () => state.people.values().some(isOfAccount));
  const groupsKnown = mayJudge(state, 'groups', () => state.groups.values().some(({ tracked }) => isActive(tracked)));
  if (groupsKnown) for (const group of state.groups.values()) dropGroup(state, group);
  for (const person of state.people) {
    const grounds = groundsOf(person);
    if (contactsKnown) dropFacts(state, person);
    settleGroup(state, person, groupsKnown);
    const byContacts =
      contactsKnown && (grounds.account || !grounds.group) && groupIsKnown(person, grounds, groupsKnown);
    if (byContacts || (groupsKnown && grounds.group)) dropUnlessAlive(state, person, grounds);
  }
}

function mayJudge(state: SaveState, stream: Stream, hasRows: () => boolean): boolean {
  const { end, items, blind } = state.streams[stream];
  if (!end?.complete || blind || (items === 0 && hasRows())) return false;
  return stream === 'groups' || !(end.missing.includes('address_book') || end.missing.includes('chats'));
}

/** Rows of an old database name a group but have no memberships: only a look at the groups tells about those. */
function groupIsKnown({ memberships }: Tracked, { group }: Grounds, groupsKnown: boolean): boolean {
  return groupsKnown || !group || memberships.length > 0;
}

function groundsOf(person: Tracked): Grounds {
  const { row, memberships } = person;
  return { account: isOfAccount(person), group: row.seen_in_group || row.group_id !== null || memberships.length > 0 };
}

function dropGroup(state: SaveState, { tracked }: TrackedGroup): void {
  if (tracked.came || !isActive(tracked)) return;
  endGroup(state, tracked);
}

/** The account is in this group no more. */
export function endGroup(state: SaveState, tracked: Tracked): void {
  tracked.listing = 'groups';
  change(state, tracked, { status: statusOf(tracked.row.status === 'blocked', true), removed_at: state.at });
}

function dropFacts(state: SaveState, person: Tracked): void {
  const { row, toldOf, toldSaved, toldChat, toldBlocked } = person;
  if (row.in_address_book && !toldSaved) change(state, person, { in_address_book: false });
  if (row.has_chat && !toldChat) change(state, person, { has_chat: false });
  if (row.status !== 'blocked' || !toldOf || toldBlocked) return;
  change(state, person, { status: statusOf(false, row.removed_at !== null) });
}

function dropUnlessAlive(state: SaveState, person: Tracked, grounds: Grounds): void {
  const { row } = person;
  if (person.imported && !person.came) return;
  if (row.is_me || !isActive(person) || isOfAccount(person) || presentMemberships(person).length > 0) return;
  if (!person.came) person.listing = grounds.account || !grounds.group ? 'contacts' : 'participants';
  change(state, person, { status: statusOf(row.status === 'blocked', true), removed_at: state.at });
}

/**
 * The end of live changes: what follows from memberships is kept in step, and people who have just lost a group, the address
 * book or their number are gone when nothing else is left of them.
 */
export function settleLive(state: SaveState, lost: Iterable<Tracked>): void {
  for (const person of state.people) settleGroup(state, person, false);
  for (const each of lost) {
    const person = heirOf(each);
    const grounds = groundsOf(person);
    if (person.wanted && groupIsKnown(person, grounds, false)) dropUnlessAlive(state, person, grounds);
  }
}

/** Keeps what follows from the memberships in step: whether and where the person was seen. */
function settleGroup(state: SaveState, person: Tracked, groupsKnown: boolean): void {
  const { row, memberships } = person;
  const present = presentMemberships(person);
  const seen = present.length > 0;
  if (row.seen_in_group !== seen && (memberships.length > 0 || groupsKnown))
    change(state, person, { seen_in_group: seen });
  const shown = isOfAccount(person) ? undefined : shownMembership(person, present);
  if (!shown) return;
  const { contact_id, name } = shown.group.tracked.row;
  const is_admin = shown.role !== 'member';
  if (row.group_id === contact_id && row.group_name === name && row.is_admin === is_admin) return;
  change(state, person, { group_id: contact_id, group_name: name, is_admin });
}

/** The group a person is shown in stays the same as long as they are in it. */
function shownMembership({ row }: Tracked, present: Member[]): Member | undefined {
  const same = present.find(({ group }) => group.tracked.row.contact_id === row.group_id);
  return same ?? present[0];
}

function presentMemberships({ memberships }: Tracked): Member[] {
  return memberships.filter(({ left_at, group }) => left_at === null && group.tracked.row.removed_at === null);
}

function isOfAccount({ row }: Tracked): boolean {
  return row.in_address_book || row.has_chat;
}

/** Whether the row is there, and not gone. */
export function isActive({ row }: Tracked): boolean {
  return row.removed_at === null;
}
