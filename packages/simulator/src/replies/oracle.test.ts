import type { Contact, GroupParticipant } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { startSimulator } from '../simulator.ts';
import { linkByQr, type TestClient } from '../testing/client.ts';
import { type Account, createWorld, expectedContacts } from '../world/index.ts';

/* Grabs an account with the plainest merge that can work, to see that the expected contacts can be found that way. */

type Found = { phone: string | null; savedName: string | null; pushName: string | null };

test.each(['tiny', 'demo'] as const)(
  'a plain grab of every account of %s finds the expected contacts',
  async (preset) => {
    const world = createWorld({ preset, seed: 23 });
    const sim = await startSimulator({ world });
    try {
      for (const account of world.accounts) {
        const client = await linkByQr(sim, account.person.phone);
        const expected = expectedContacts(account, world).map(({ lid, phone, savedName, pushName }) => [
          lid,
          { phone, savedName, pushName },
        ]);
        expect(await grab(client, account)).toEqual(Object.fromEntries(expected));
        client.end();
      }
    } finally {
      await sim.close();
    }
  },
);

async function grab(client: TestClient, account: Account): Promise<Record<string, Found>> {
  const { socket } = client;
  const historyNow = () => client.all('messaging-history.set');
  const pushNamed = () => historyNow().flatMap((set) => set.contacts.filter((contact) => contact.notify !== undefined));
  await client.event(
    'messaging-history.set',
    () => new Set(pushNamed().map(({ id }) => id)).size === account.knownPushNames.length,
  );
  await client.event('messaging-history.set', (set) => set.progress === 100);
  const groups = Object.values(await socket.groupFetchAllParticipating());

  const saved = await refreshedAddressBook(client, account.addressBook.length);
  const members = groups.flatMap((group) => group.participants);
  const chats = historyNow()
    .flatMap((set) => set.chats)
    .filter((chat) => !chat.id?.endsWith('@g.us'));
  const lids = new Map<string, string>();
  for (const pair of [
    ...saved.map(pairOf),
    ...members.map(pairOf),
    ...chats.map((chat) => [chat.id, chat.lidJid] as const),
  ]) {
    if (pair[0] && pair[1]) lids.set(userOf(pair[0]), userOf(pair[1]));
  }
  const found: Record<string, Found> = {};
  const person = (jid: string): Found => {
    const lid = jid.endsWith('@lid') ? userOf(jid) : lids.get(userOf(jid));
    if (lid === undefined) throw new Error(`nobody told the LID of ${jid}`);
    found[lid] ??= { phone: null, savedName: null, pushName: null };
    return found[lid];
  };
  for (const { id } of [...saved, ...members]) person(id);
  for (const chat of chats) person(chat.id ?? '');
  for (const [phone, lid] of lids) person(`${lid}@lid`).phone = phone;
  for (const contact of saved) person(contact.id).savedName = contact.name ?? null;
  for (const contact of pushNamed()) person(contact.id).pushName = contact.notify ?? null;
  delete found[account.person.lid];
  return found;
}

/** Asks for the whole address book again, outside the first sync, so that names come as they were saved. */
async function refreshedAddressBook(client: TestClient, size: number): Promise<Contact[]> {
  const before = client.all('contacts.upsert').length;
  const upserted = () => client.all('contacts.upsert').slice(before).flat();
  await client.store.state.keys.set({ 'app-state-sync-version': { critical_unblock_low: null } });
  await client.socket.resyncAppState(['critical_unblock_low'], false);
  await client.event('contacts.upsert', () => new Set(upserted().map(({ id }) => id)).size === size);
  return upserted();
}

function pairOf({
  id,
  lid,
  phoneNumber,
}: Contact | GroupParticipant): readonly [string | undefined, string | undefined] {
  return id.endsWith('@lid') ? [phoneNumber, id] : [id, lid];
}

function userOf(jid: string): string {
  return jid.replace(/[:@].*$/, '');
}
