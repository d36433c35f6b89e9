import { type Account, expectedContacts, expectedMemberships, type World } from '@grabber/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineGroup, EnginePerson } from '../engine.ts';
import { type Lab, startLab, type Watched } from './testing/index.ts';

describe.each([
  { name: 'hostile names', world: { preset: 'tiny', hostile: true } as const },
  { name: 'a group of 1000', world: { preset: 'tiny', seed: 7, bigGroup: true } as const },
  { name: 'many contacts', world: { preset: 'tiny', seed: 11, contacts: 2500 } as const },
])('a whole account: $name', ({ world }) => {
  let lab: Lab;
  let watched: Watched;
  let account: Account;

  beforeAll(async () => {
    lab = await startLab({ world });
    watched = lab.engine();
    account = lab.phone().account;
    await lab.link(watched, 'main');
  }, 60_000);
  afterAll(() => lab.close());

  test('is in sync after linking', () => {
    expect(watched.events.at(-1)).toMatchObject({ type: 'sync', state: 'complete', missing: [] });
  });

  test('every group has its members, as the account may know them', async () => {
    const { groups, failures } = await watched.groups('main');
    expect(failures).toEqual([]);
    expect(memberships(groups)).toEqual(expectedMembers(account, lab.world));
    expect(new Map(groups.map(({ id, name }) => [id, name]))).toEqual(
      new Map(account.groups.map(({ id, subject }) => [`${id}@g.us`, stored(subject)])),
    );
    expect(groups.every((group) => group.roster_complete)).toBe(true);
  });

  test('every person is there once, with every name', async () => {
    const { groups } = await watched.groups('main');
    const { people, failures } = await watched.contacts('main');
    expect(failures).toEqual([]);
    expect(everybody(people, groups, account)).toEqual(
      expectedContacts(account, lab.world).map((contact) => ({
        ...contact,
        savedName: stored(contact.savedName),
        pushName: stored(contact.pushName),
        // It comes only with a live message.
        verifiedName: null,
      })),
    );
  });

  test('nothing is left waiting in the inbox', async () => {
    const waiting = await lab.storage.db.selectFrom('engine_sync_inbox').select('item_id').execute();
    expect(waiting).toEqual([]);
  });
});

/** What a database can hold of a name. */
function stored(name: string | null): string | null {
  return name?.replaceAll('\0', '').toWellFormed() || null;
}

function memberships(groups: EngineGroup[]): string[] {
  const lines = groups.flatMap(({ id, participants }) =>
    participants.map(({ pn, lid, role }) => `${id} ${lid} ${pn} ${role}`),
  );
  return lines.sort();
}

function expectedMembers(account: Account, world: World): string[] {
  const lines = expectedMemberships(account, world).map(
    ({ groupId, lid, phone, role }) => `${groupId}@g.us ${lid} ${phone} ${role}`,
  );
  return lines.sort();
}

/** What contacts and rosters tell together, in the form of the simulator's truth. */
function everybody(people: EnginePerson[], groups: EngineGroup[], account: Account) {
  const members = groups.flatMap((group) => group.participants);
  const seen = new Map(members.map((member) => [member.lid ?? member.pn ?? '', member]));
  const known = new Map(people.map((person) => [person.lid ?? person.pn ?? '', person]));
  seen.delete(account.person.lid);
  return [...new Set([...seen.keys(), ...known.keys()])].sort().map((id) => {
    const person = known.get(id);
    return {
      phone: person?.pn ?? seen.get(id)?.pn ?? null,
      lid: id,
      savedName: person?.saved_name ?? null,
      pushName: person?.push_name ?? null,
      verifiedName: person?.verified_name ?? null,
      inAddressBook: person?.in_address_book ?? false,
      hasChat: person?.has_chat ?? false,
      seenInGroup: seen.has(id),
      blocked: person?.is_blocked ?? false,
    };
  });
}
