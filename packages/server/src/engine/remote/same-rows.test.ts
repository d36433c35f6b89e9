import { createWorld, expectedContacts, expectedMemberships } from '@grabber/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collect, engineOn, shapes, startGateway } from './testing/lab.ts';

const never = new AbortController().signal;
const world = createWorld({ accounts: 1, contacts: 120, groups: 12, seed: 7 });
const [account] = world.accounts;
if (!account) throw new Error('the world has no account');
const truth = expectedContacts(account, world);
const own = truth.filter(({ inAddressBook, hasChat }) => inAddressBook || hasChat);
/** Only WEBJS and the seed's engine tell of somebody who was saved without a name and has no chat. */
const named = own.filter(({ savedName, hasChat }) => savedName?.trim() || hasChat);
const phoneByLid = new Map(truth.map(({ lid, phone }) => [lid, phone]));
phoneByLid.set(account.person.lid, account.person.phone);

/** Shapes that tell of both ids of a person: nothing is unknown through them that the account itself knows. */
const tellsNameless = ['http', 'http-old', 'waha-webjs'];
const tellsLids = ['waha-webjs', 'waha-noweb', 'waha-gows'];

describe.each(shapes)('the same world through %s', (shape) => {
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let read: Awaited<ReturnType<typeof collect>>[];

  beforeAll(async () => {
    gateway = await startGateway(shape, { world, names: ['one'] });
    gateway.link('one');
    const { engine } = engineOn(gateway);
    await engine.connect('one');
    read = [
      await collect(engine.fetchContacts('one', { signal: never })),
      await collect(engine.fetchGroups('one', { signal: never })),
    ];
    await engine.close();
  });
  afterAll(() => gateway.close());

  test('has the same contacts, with the same names', () => {
    const listed = (read[0]?.people ?? []).filter((person) => person.in_address_book || person.has_chat);
    const nameOf = (name: string | null) => name?.trim() || null;
    const rows = listed.map(({ pn, saved_name, push_name, chat_name }) => [pn, saved_name ?? push_name ?? chat_name]);
    const saved = (tellsNameless.includes(shape) ? own : named).map(
      ({ phone, savedName }) => [phone, nameOf(savedName)] as const,
    );
    expect(rows.map(([pn]) => pn).sort()).toEqual(saved.map(([phone]) => phone).sort());
    const found = new Map(rows as [string, string | null][]);
    for (const [phone, name] of saved) if (phone && name) expect(found.get(phone)).toBe(name);
  });

  test('has the same groups and members with the same rights, and no phone that is none', () => {
    const groups = read[1]?.groups ?? [];
    const members = expectedMemberships(account, world);
    expect(groups.map(({ id }) => id).sort()).toEqual(
      [...new Set(members.map(({ groupId }) => `${groupId}@g.us`))].sort(),
    );
    const count = groups.reduce((sum, group) => sum + group.participants.length, 0);
    expect(count).toBe(members.length);
    for (const { id, participants, roster_complete, is_admin } of groups) {
      expect(roster_complete).toBe(true);
      const inGroup = members.filter(({ groupId }) => `${groupId}@g.us` === id);
      expect(is_admin).toBe(inGroup.find(({ isOwner }) => isOwner)?.role !== 'member');
      for (const { pn, lid, role } of participants) {
        const member = inGroup.find((each) => each.lid === lid || (pn !== null && each.phone === pn));
        if (shape.startsWith('http')) expect(role === 'member').toBe(member?.role === 'member');
        else expect(role).toBe(member?.role);
        if (pn !== null && lid !== null) expect(phoneByLid.get(lid)).toBe(pn);
        if (tellsLids.includes(shape)) expect(pn).toBe(member?.phone);
      }
    }
  });

  test('is complete', () => {
    for (const { end, failures } of read) {
      expect(failures).toEqual([]);
      expect(end).toEqual({ kind: 'end', complete: true, missing: [] });
    }
  });
});
