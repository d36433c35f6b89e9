import type { Core } from '../connection/core.ts';
import {
  ADDRESS_BOOK,
  contactEntry,
  contactIndex,
  OWN_SETTINGS,
  pushNameEntry,
} from '../phone/app-state/collections.ts';
import type { AppStateEntry } from '../phone/app-state/mutation.ts';
import type { Phone } from '../phone/phone.ts';
import { SERVER_JID } from '../wire/jids.ts';
import { node } from '../wire/node.ts';
import { changeNumber, removeContact, saveContact } from '../world/mutations.ts';
import type { Person } from '../world/types.ts';
import { notifyDevices } from './notify.ts';

/** What becomes of one collection: entries set, and indexes removed before that. */
type CollectionChange = { name: string; removed?: string[][]; set?: AppStateEntry[] };

/** Saves or renames a contact on the phone; linked devices are told to sync the address book. */
export function saveToAddressBook(
  core: Core,
  phone: Phone,
  person: Person,
  fullName: string,
  firstName?: string,
): void {
  // Before the world changes: the collection is filled from the address book when it is first asked for.
  phone.collections();
  saveContact(phone.account, person, fullName, firstName);
  const entry = { person, fullName, ...(firstName !== undefined && { firstName }) };
  change(core, phone, { name: ADDRESS_BOOK, set: [contactEntry(entry, core.clock.now())] });
}

/** Deletes a contact on the phone. */
export function removeFromAddressBook(core: Core, phone: Phone, person: Person): void {
  phone.collections();
  removeContact(core.world, phone.account, person);
  change(core, phone, { name: ADDRESS_BOOK, removed: [contactIndex(person.phone)] });
}

/** Tells the linked devices the owner's new push name, which the world has already. */
export function shareOwnPushName(core: Core, phone: Phone): void {
  const entry = pushNameEntry(phone.account.person.pushName, core.clock.now());
  change(core, phone, { name: OWN_SETTINGS, set: [entry] });
}

/** Gives a person a new number; every phone that has saved them moves the address-book entry to it. */
export function moveNumber(core: Core, person: Person, digits: string): void {
  const before = contactIndex(person.phone);
  for (const phone of core.phones) phone.collections();
  changeNumber(core.world, person, digits);
  for (const phone of core.phones) {
    const entry = phone.account.addressBook.find((candidate) => candidate.person === person);
    if (!entry) continue;
    change(core, phone, { name: ADDRESS_BOOK, removed: [before], set: [contactEntry(entry, core.clock.now())] });
  }
}

function change(core: Core, phone: Phone, { name, removed = [], set = [] }: CollectionChange): void {
  const collection = phone.collections().get(name);
  if (!collection) throw new Error(`There is no app-state collection ${name}.`);
  for (const index of removed) collection.remove(index);
  for (const entry of set) collection.set(entry);
  const version = String(collection.version());
  notifyDevices(core, phone, { type: 'server_sync', from: SERVER_JID }, [node('collection', { name, version })]);
}
