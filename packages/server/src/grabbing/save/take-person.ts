import { mergePerson } from '../../contacts/index.ts';
import type { EnginePerson } from '../../engine/index.ts';
import { noteFailure } from './failures.ts';
import { identify } from './identity.ts';
import { readIdentity } from './identity-of.ts';
import { change, enlist, revive, type SaveState, want } from './state.ts';
import type { Tracked } from './tracked.ts';

/** Takes in what the account's contacts say about a person. Without address book or chat it only completes what is known. */
export function takePerson(state: SaveState, incoming: EnginePerson): void {
  const identity = readIdentity(incoming);
  if ('reason' in identity) noteFailure(state, 'contacts', { item: 'contact', ...identity });
  else if (!state.isUnwanted(identity)) takeFacts(state, identify(state, identity), incoming);
}

function takeFacts(state: SaveState, person: Tracked, incoming: EnginePerson): void {
  change(state, person, mergePerson(person.row, incoming));
  person.toldOf = true;
  person.toldSaved ||= incoming.in_address_book === true;
  person.toldChat ||= incoming.has_chat === true;
  person.toldBlocked ||= incoming.is_blocked === true;
  if (!incoming.in_address_book && !incoming.has_chat) return;
  want(state, person);
  revive(state, person);
  enlist(state, person, 'contacts');
  state.streams.contacts.items += 1;
}
