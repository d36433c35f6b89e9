import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAccount, someContacts } from '../../contacts/query/testing.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type CareWorld, caller, careWorld } from '../testing.ts';

describeEachDialect('merging contacts', (open) => {
  let world: CareWorld;
  let session: string;
  let ids: [number, number, number, number];
  let hidden: number;
  let tags: [number, number];

  beforeAll(async () => {
    const storage = await open();
    world = await careWorld(storage);
    session = await anAccount(storage, 'Toko');
    ids = (await someContacts(
      storage,
      session,
      ['Ani', 'Ani', 'Budi', 'Citra'].map((name) => ({ name, saved_name: name })),
    )) as typeof ids;
    [hidden = 0] = await someContacts(storage, await anAccount(storage, 'Rahasia'), [{ name: 'Eko' }]);
    const make = async (name: string) => (await world.tags.create(caller(), { name, color: 'red' })).id;
    tags = [await make('A'), await make('B')];
    await world.ownFields.change(caller(), ids[0], { alias: 'Ani Kantor', note: 'satu', applies_to: 'contact' });
    await world.ownFields.change(caller(), ids[1], { note: 'dua', company: 'PT', applies_to: 'contact' });
    await world.tags.put(caller(), ids[0], { tag_ids: [tags[0]], applies_to: 'contact' });
    await world.tags.put(caller(), ids[1], { tag_ids: [tags[1]], applies_to: 'contact' });
  });
  afterAll(() => world?.close());

  const bound = () => caller(new Set([session]), 9);
  const own = async (id: number) => (await world.state([id]))[0]?.own;

  it('shares out the chosen fields and all tags, lists it, and takes it back exactly', async () => {
    const before = await world.state([...ids]);
    const wish = { contact_ids: [ids[0], ids[1]], keep_contact_id: ids[0], fields: { note: ids[1] } };
    const merge = await world.merges.create(bound(), wish);
    expect(merge.contacts.map(({ id }) => id)).toEqual([ids[0], ids[1]]);
    const after = { alias: 'Ani Kantor', note: 'dua', company: 'PT', tags: [...tags] };
    expect([await own(ids[0]), await own(ids[1])]).toMatchObject([after, after]);
    const keys = new Set((await world.state([ids[0], ids[1]])).map(({ person_key }) => person_key));
    expect(keys.size).toBe(1);
    const wishOfList = { limit: 10, sort: '-id', total: true };
    expect(await world.merges.list(bound(), wishOfList)).toMatchObject({ rows: [{ id: merge.id }], total: 1 });
    expect((await world.merges.list(caller(new Set(['none'])), wishOfList)).rows).toEqual([]);
    await expect(world.merges.undo(caller(new Set(['none'])), merge.id)).rejects.toMatchObject({
      code: 'merge_not_found',
    });
    expect((await world.merges.undo(bound(), merge.id)).skipped).toEqual([]);
    expect(await world.state([...ids])).toEqual(before);
    await expect(world.merges.undo(bound(), merge.id)).rejects.toMatchObject({ code: 'merge_undone' });
  });

  it('refuses what makes no sense, and contacts that the caller does not see', async () => {
    const create = (contact_ids: number[], keep_contact_id: number, fields = {}) =>
      world.merges.create(bound(), { contact_ids, keep_contact_id, fields });
    await expect(create([ids[0], hidden], ids[0])).rejects.toMatchObject({ code: 'contact_not_found' });
    await expect(create([ids[0], ids[1]], ids[2])).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(create([ids[0], ids[0]], ids[0])).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(create([ids[0], ids[1]], ids[0], { note: ids[3] })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('keeps on undo what was changed since, and says for whom', async () => {
    const before = await world.state([...ids]);
    const merge = await world.merges.create(caller(), { contact_ids: [ids[0], ids[1]], keep_contact_id: ids[1] });
    await world.ownFields.change(caller(), ids[0], { note: 'baru', applies_to: 'contact' });
    expect((await world.merges.undo(caller(), merge.id)).skipped).toEqual([ids[0]]);
    expect(await own(ids[0])).toMatchObject({ alias: 'Ani Kantor', note: 'baru', tags: [tags[0]] });
    await world.ownFields.change(caller(), ids[0], { note: 'satu', applies_to: 'contact' });
    expect(await world.state([...ids])).toEqual(before);
  });

  it('takes back a merge only before those that it was built upon', async () => {
    const first = await world.merges.create(caller(), { contact_ids: [ids[0], ids[1]], keep_contact_id: ids[0] });
    const second = await world.merges.create(caller(), { contact_ids: [ids[1], ids[2]], keep_contact_id: ids[2] });
    await expect(world.merges.undo(caller(), first.id)).rejects.toMatchObject({
      code: 'merge_built_upon',
      details: { merge_id: second.id },
    });
    await world.merges.undo(caller(), second.id);
    await world.merges.undo(caller(), first.id);
  });

  it('any row of merges, taken back in any order that is allowed, leaves everything as it was', async () => {
    const pair = fc.uniqueArray(fc.constantFrom(0, 1, 2, 3), { minLength: 2, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 4 }), async (wishes) => {
        const before = await world.state([...ids]);
        const merges: number[] = [];
        for (const places of wishes) {
          const contact_ids = places.map((place) => ids[place as 0]);
          const wish = { contact_ids, keep_contact_id: contact_ids[0] as number };
          const made = await world.merges.create(caller(), wish).catch(() => undefined);
          if (made) merges.push(made.id);
        }
        for (let turn = 0; merges.length > 0 && turn < 30; turn += 1) {
          const [id = 0] = merges.splice(0, 1);
          await world.merges.undo(caller(), id).catch(() => void merges.push(id));
        }
        expect(await world.state([...ids])).toEqual(before);
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});
