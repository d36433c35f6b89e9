import { mergeRows } from '../../contacts/index.ts';
import { contactIdOf } from '../../core/index.ts';
import { recount } from './counts.ts';
import { moveMemberships } from './members.ts';
import { change, type SaveState, want } from './state.ts';
import { emptyRow, type Tracked, track } from './tracked.ts';

type Identity = { pn: string | null; lid: string | null };

/**
 * The row of a person, by phone or LID; one without a row is kept in mind as hearsay. Learning a pair merges a row known by LID
 * with the one that has the phone. A LID that comes with another phone is a person with a new number, who keeps the row; only where the
 * row of that phone has a LID of its own the two stay apart, and the LID belongs to whom WhatsApp named last.
 */
export function identify(state: SaveState, identity: Identity): Tracked {
  const { pn, lid } = identity;
  const byPhone = pn === null ? undefined : state.byPn.get(pn);
  if (byPhone && isTold(byPhone, identity)) return byPhone;
  const byLid = lid === null ? undefined : ownerOfLid(state, lid, pn, byPhone);
  const both = byPhone && byLid && byPhone !== byLid;
  const person = both ? merge(state, byPhone, byLid) : (byPhone ?? byLid ?? hearsay(identity));
  learn(state, person, identity);
  return person;
}

/** Nothing to learn: the case of nearly everybody in nearly every grab. Old databases write `@c.us`. */
function isTold({ row }: Tracked, { pn, lid }: Identity): boolean {
  return row.phone_number === pn && (lid === null || row.lid === lid) && !row.contact_id.endsWith('@c.us');
}

/** Takes a row of the database into the index; a person who stands there twice is merged. */
export function admit(state: SaveState, tracked: Tracked, { pn, lid }: Identity): void {
  const twin = twinOf(state, pn, lid);
  const person = twin ? merge(state, twin, tracked) : tracked;
  if (pn !== null) state.byPn.set(pn, person);
  if (lid !== null && !state.byLid.has(lid)) state.byLid.set(lid, person);
  if (twin) learn(state, person, { pn, lid: null });
}

function twinOf(state: SaveState, pn: string | null, lid: string | null): Tracked | undefined {
  const byPhone = pn === null ? undefined : state.byPn.get(pn);
  if (byPhone || lid === null) return byPhone;
  const byLid = state.byLid.get(lid);
  const phone = byLid?.row.phone_number ?? null;
  return pn === null || phone === null || phone === pn ? byLid : undefined;
}

function ownerOfLid(
  state: SaveState,
  lid: string,
  pn: string | null,
  byPhone: Tracked | undefined,
): Tracked | undefined {
  const owner = state.byLid.get(lid);
  const phone = owner?.row.phone_number ?? null;
  if (!owner || pn === null || phone === null || phone === pn) return owner;
  if (!byPhone || byPhone.row.lid === null) return owner;
  state.moved.push({ from: owner, lid });
  change(state, owner, { lid: null });
  state.byLid.delete(lid);
  return undefined;
}

function hearsay(identity: Identity): Tracked {
  return track(emptyRow('individual', contactIdOf(identity)));
}

function learn(state: SaveState, person: Tracked, { pn, lid }: Identity): void {
  const { row } = person;
  if (lid !== null && row.lid !== lid) {
    releaseLid(state, person);
    change(state, person, { lid });
  }
  if (pn !== null && row.phone_number !== pn) {
    releasePhone(state, person);
    change(state, person, { phone_number: pn });
  }
  const contactId = contactIdOf({ pn: row.phone_number, lid: row.lid });
  if (row.contact_id !== contactId) change(state, person, { contact_id: contactId });
  if (row.lid !== null) state.byLid.set(row.lid, person);
  if (row.phone_number !== null) state.byPn.set(row.phone_number, person);
}

/** A person has another number from now on, of whom perhaps no LID is known. */
export function renumber(state: SaveState, person: Tracked, pn: string): void {
  const holder = state.byPn.get(pn);
  const one = holder && holder !== person ? merge(state, person, holder) : person;
  learn(state, one, { pn, lid: null });
}

function merge(state: SaveState, first: Tracked, second: Tracked): Tracked {
  const [survivor, loser] = elderFirst(first, second);
  releaseLid(state, loser);
  releasePhone(state, loser);
  if (loser.wanted) want(state, survivor);
  change(state, survivor, mergeRows(survivor.row, loser.row));
  if (survivor.row.lid !== null) state.byLid.set(survivor.row.lid, survivor);
  if (survivor.row.phone_number !== null) state.byPn.set(survivor.row.phone_number, survivor);
  moveMemberships(state, loser, survivor);
  inherit(survivor, loser);
  state.dirty.delete(loser);
  state.people.delete(loser);
  if (loser.stored) {
    state.merges.push({ loser, survivor });
    state.counts.merged += 1;
  }
  recount(state.counts, loser);
  recount(state.counts, survivor);
  return survivor;
}

function releaseLid(state: SaveState, person: Tracked): void {
  const { lid } = person.row;
  if (lid !== null && state.byLid.get(lid) === person) state.byLid.delete(lid);
}

function releasePhone(state: SaveState, person: Tracked): void {
  const { phone_number } = person.row;
  if (phone_number !== null && state.byPn.get(phone_number) === person) state.byPn.delete(phone_number);
}

/** The row with the smaller id stays; one without an id yet gives way, and hearsay before it. */
function elderFirst(first: Tracked, second: Tracked): [survivor: Tracked, loser: Tracked] {
  return first.age <= second.age ? [first, second] : [second, first];
}

function inherit(survivor: Tracked, loser: Tracked): void {
  loser.heir = survivor;
  survivor.toldOf ||= loser.toldOf;
  survivor.toldSaved ||= loser.toldSaved;
  survivor.toldChat ||= loser.toldChat;
  survivor.toldBlocked ||= loser.toldBlocked;
  if (loser.came && (!survivor.came || loser.listing === 'contacts')) survivor.listing = loser.listing;
  survivor.came ||= loser.came;
}
