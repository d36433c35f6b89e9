import { lidJid, phoneJid } from '../../wire/jids.ts';
import type { Secrets } from '../../wire/secrets.ts';
import type { Account, AddressBookEntry } from '../../world/types.ts';
import type { Collection } from './collection.ts';
import { createCollection } from './collection.ts';
import type { AppStateKey } from './keys.ts';
import type { AppStateEntry } from './mutation.ts';

/** Where the address book lives. */
export const ADDRESS_BOOK = 'critical_unblock_low';
/** Where the owner's push name lives. */
export const OWN_SETTINGS = 'critical_block';
const OTHERS = ['regular_high', 'regular_low', 'regular'];

/** The index of a saved contact; the address book knows people by phone number. */
export function contactIndex(phone: string): string[] {
  return ['contact', phoneJid(phone)];
}

/** A saved contact as app state carries it. */
export function contactEntry({ person, fullName, firstName }: AddressBookEntry, timestampMs: number): AppStateEntry {
  const contactAction = {
    fullName,
    ...(firstName !== undefined && { firstName }),
    lidJid: lidJid(person.lid),
    saveOnPrimaryAddressbook: true,
  };
  return { index: contactIndex(person.phone), value: { timestamp: timestampMs, contactAction } };
}

/** The owner's push name as app state carries it. */
export function pushNameEntry(name: string, timestampMs: number): AppStateEntry {
  return { index: ['setting_pushName'], value: { timestamp: timestampMs, pushNameSetting: { name } } };
}

/** The five collections that a client syncs after pairing, filled from the account as it is now. */
export function createCollections(
  account: Account,
  key: AppStateKey,
  secrets: Secrets,
  timestampMs: number,
): Map<string, Collection> {
  const content: [string, AppStateEntry[]][] = [
    [OWN_SETTINGS, [pushNameEntry(account.person.pushName, timestampMs)]],
    [ADDRESS_BOOK, account.addressBook.map((entry) => contactEntry(entry, timestampMs))],
    ...OTHERS.map((name): [string, AppStateEntry[]] => [name, []]),
  ];
  return new Map(content.map(([name, entries]) => [name, createCollection(name, key, secrets, entries)]));
}
