import { expect, test } from 'vitest';
import type { TestClient } from './testing/client.ts';
import { firstSyncOf, present, setUp } from './testing/setup.ts';
import { jidUser } from './wire/jids.ts';
import { expectedContacts } from './world/index.ts';

type Found = { phone: string | null; savedName: string | null; pushName: string | null };

/** Puts together who a client told of, by LID, as a service would that listens to all events and asks for the groups. */
async function grab(client: TestClient): Promise<Map<string, Found>> {
  const phones = new Map<string, string>();
  const names: { id: string; savedName?: string; pushName?: string }[] = [];
  const pair = (one: string | null | undefined, other: string | null | undefined): void => {
    const lid = [one, other].find((jid) => jid?.endsWith('@lid'));
    const phone = [one, other].find((jid) => jid?.endsWith('@s.whatsapp.net'));
    if (lid) phones.set(jidUser(lid), phone ? jidUser(phone) : (phones.get(jidUser(lid)) ?? ''));
  };
  for (const { chats, contacts } of client.all('messaging-history.set')) {
    for (const { id, lidJid } of chats) pair(id, lidJid);
    for (const { id, lid, notify } of contacts) {
      pair(id, lid);
      if (notify) names.push({ id, pushName: notify });
    }
  }
  // Saved names are asked for once more: contacts of the history carry the chat's name.
  const before = client.seen.length;
  await client.socket.authState.keys.set({ 'app-state-sync-version': { critical_unblock_low: null } });
  await client.socket.resyncAppState(['critical_unblock_low'], false);
  const saved = () => client.seen.slice(before).flatMap(({ name, data }) => (name === 'contacts.upsert' ? data : []));
  await expect.poll(() => saved().length).toBeGreaterThan(0);
  for (const { id, lid, name } of saved()) {
    pair(id, lid);
    if (name) names.push({ id, savedName: name });
  }
  for (const { participants } of Object.values(await client.socket.groupFetchAllParticipating())) {
    for (const { id, lid, phoneNumber } of participants) pair(id, lid ?? phoneNumber);
  }
  return withNames(phones, names);
}

function withNames(phones: Map<string, string>, names: { id: string; savedName?: string; pushName?: string }[]) {
  const lids = new Map([...phones].map(([lid, phone]) => [phone, lid]));
  const found = new Map<string, Found>();
  for (const [lid, phone] of phones) found.set(lid, { phone: phone || null, savedName: null, pushName: null });
  for (const { id, ...name } of names) {
    const lid = id.endsWith('@lid') ? jidUser(id) : (lids.get(jidUser(id)) ?? id);
    found.set(lid, { phone: null, savedName: null, pushName: null, ...found.get(lid), ...name });
  }
  return found;
}

test.each([1, 2, 3])('a complete grab through a real client finds exactly the people of world %i', async (seed) => {
  const { link, sim } = await setUp({ seed, accounts: 2, contacts: 60, groups: 8, hostile: true });
  for (const account of sim.world.accounts) {
    const client = await link({}, account.person.phone);
    await firstSyncOf(client);
    const found = await grab(client);
    found.delete(account.person.lid);
    const expected = expectedContacts(account, sim.world);
    for (const { lid, phone, savedName, pushName } of expected) {
      expect({ lid, ...present(found.get(lid)) }).toEqual({ lid, phone, savedName, pushName });
    }
    expect(found.size).toBe(expected.length);
  }
});
