import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { anAccount, someContacts } from '../../contacts/query/testing.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type CareWorld, caller, careWorld } from '../testing.ts';
import { linkPeople } from './link.ts';

let numbers = 0;

describeEachDialect('merges by whoever is bound to some sessions', (open) => {
  let storage: Storage;
  let world: CareWorld;
  let [own, alsoOwn, unseen] = ['', '', ''];
  let [ani, budi] = ['', ''];

  beforeAll(async () => {
    storage = await open();
    world = await careWorld(storage);
  });
  afterAll(() => world?.close());
  beforeEach(async () => {
    [own, alsoOwn] = [await anAccount(storage, 'Satu'), await anAccount(storage, 'Dua')];
    unseen = await anAccount(storage, 'Rahasia');
    numbers += 1;
    [ani, budi] = [`62811${1000 + numbers}`, `62822${1000 + numbers}`];
  });

  const bound = () => caller(new Set([own, alsoOwn]), 9);

  async function saved(session_id: string, phone_number: string) {
    const row = { name: 'x', phone_number, contact_id: `${phone_number}@s.whatsapp.net` };
    const inserted = await someContacts(storage, session_id, [row]);
    await storage.transaction((trx) => linkPeople(storage, trx, { session_id, inserted, changed: [] }));
    return inserted[0] as number;
  }
  const merged = (one: number, other: number, principal = bound()) =>
    world.merges.create(principal, { contact_ids: [one, other], keep_contact_id: one });
  const keyOf = async (id: number) => (await world.state([id]))[0]?.person_key;
  const areOne = async (one: number, other: number) => (await keyOf(one)) === (await keyOf(other));

  it('hold in the sessions that they see, for later rows too, and leave all others as they were', async () => {
    const [ours, theirs] = [await saved(own, ani), await saved(own, budi)];
    const [hidden, alsoHidden] = [await saved(unseen, ani), await saved(unseen, budi)];
    const merge = await merged(ours, theirs);
    expect(await areOne(ours, theirs)).toBe(true);
    expect([await keyOf(hidden), await keyOf(alsoHidden)]).toEqual([ani, budi]);
    const [later, laterHidden] = [await saved(alsoOwn, budi), await saved(await anAccount(storage, 'Empat'), budi)];
    expect(await areOne(later, ours)).toBe(true);
    expect(await keyOf(laterHidden)).toBe(budi);
    await world.merges.undo(bound(), merge.id);
    expect([await keyOf(ours), await keyOf(theirs), await keyOf(later)]).toEqual([ani, budi, budi]);
    expect([await keyOf(hidden), await keyOf(alsoHidden)]).toEqual([ani, budi]);
  });

  it('are taken back only by whoever sees every session in which they hold', async () => {
    const [ours, theirs] = [await saved(own, ani), await saved(own, budi)];
    for (const [by, narrower] of [
      [caller(), bound()],
      [bound(), caller(new Set([own]), 9)],
    ] as const) {
      const merge = await merged(ours, theirs, by);
      const listed = async (principal: typeof by) =>
        (await world.merges.list(principal, { limit: 1, sort: '-id', total: false })).rows[0];
      expect(await listed(narrower)).toMatchObject({ id: merge.id, can_undo: false });
      await expect(world.merges.undo(narrower, merge.id)).rejects.toMatchObject({ code: 'merge_reaches_further' });
      expect(await listed(by)).toMatchObject({ id: merge.id, can_undo: true });
      expect((await world.merges.undo(by, merge.id)).merge.can_undo).toBe(false);
      expect([await keyOf(ours), await keyOf(theirs)]).toEqual([ani, budi]);
    }
  });

  it('go together with those of others, whichever was first, and part again', async () => {
    const [ours, theirs] = [await saved(own, ani), await saved(own, budi)];
    const [hidden, alsoHidden] = [await saved(unseen, ani), await saved(unseen, budi)];
    const small = await merged(ours, theirs);
    const large = await merged(hidden, ours, caller());
    expect([await areOne(hidden, ours), await areOne(ours, theirs), await areOne(alsoHidden, theirs)]).toEqual([
      true,
      true,
      false,
    ]);
    await expect(world.merges.undo(bound(), small.id)).rejects.toMatchObject({ code: 'merge_built_upon' });
    await world.merges.undo(caller(), large.id);
    expect([await keyOf(hidden), await areOne(ours, theirs)]).toEqual([ani, true]);
    await world.merges.undo(bound(), small.id);

    const everywhere = await merged(hidden, alsoHidden, caller());
    expect(await areOne(ours, theirs)).toBe(true);
    await world.merges.undo(caller(), everywhere.id);
    expect([await keyOf(ours), await keyOf(theirs), await keyOf(hidden)]).toEqual([ani, budi, ani]);
  });

  it('of other sessions may say the opposite', async () => {
    const citra = `62833${numbers}`;
    const [one, other] = [await saved(own, ani), await saved(own, budi)];
    const [two, third] = [await saved(unseen, budi), await saved(unseen, citra)];
    const first = await merged(one, other, caller(new Set([own])));
    const second = await merged(two, third, caller(new Set([unseen])));
    expect([await areOne(one, other), await areOne(two, third), await areOne(other, two)]).toEqual([true, true, false]);
    const both = caller(new Set([own, unseen]));
    const all = await merged(one, two, both);
    expect(new Set(await Promise.all([one, other, two, third].map(keyOf))).size).toBe(1);
    await world.merges.undo(both, all.id);
    await world.merges.undo(both, second.id);
    await world.merges.undo(both, first.id);
    expect(await Promise.all([one, other, two, third].map(keyOf))).toEqual([ani, budi, budi, citra]);
  });

  it('two people whom they keep apart stay a question where they do not see them', async () => {
    const scanned = async (principal: ReturnType<typeof caller>) => await world.done(world.duplicates.scan(principal));
    const twice = async (session: string) => {
      const gone = { name: 'Ani', saved_name: 'Ani', sort_name: 'ani', in_address_book: true };
      const of = (phone: string) => ({ ...gone, phone_number: phone, contact_id: `${phone}@s.whatsapp.net` });
      const removed = { ...of(ani), removed_at: '2024-01-15T10:30:00.123Z', first_seen_at: '2024-01-01T00:00:00.000Z' };
      await someContacts(storage, session, [removed, { ...of(budi), first_seen_at: '2024-01-15T10:30:00.123Z' }]);
    };
    await twice(own);
    await twice(unseen);
    await scanned(caller());
    const open = async (principal: ReturnType<typeof caller>) =>
      (await world.duplicates.list(principal, { limit: 10, sort: 'id', total: false, status: 'open' })).rows;
    const [pair] = await open(bound());
    await world.duplicates.dismiss(bound(), pair?.id ?? 0);
    expect(await open(bound())).toEqual([]);
    expect(await open(caller(new Set([unseen])))).toHaveLength(1);
  });
});
