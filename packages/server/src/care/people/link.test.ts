import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { anAccount, someContacts } from '../../contacts/query/testing.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type CareWorld, caller, careWorld } from '../testing.ts';
import { linkPeople } from './link.ts';

let numbers = 0;

describeEachDialect('people of several accounts', (open) => {
  let storage: Storage;
  let world: CareWorld;
  let [first, second] = ['', ''];
  let [phone, lid] = ['', ''];

  beforeAll(async () => {
    storage = await open();
    world = await careWorld(storage);
  });
  afterAll(() => world?.close());
  beforeEach(async () => {
    [first, second] = [await anAccount(storage, 'Satu'), await anAccount(storage, 'Dua')];
    numbers += 1;
    [phone, lid] = [`62855${1000 + numbers}`, `99${1000 + numbers}`];
  });

  const both = () => ({
    name: 'Budi',
    phone_number: phone,
    lid,
    contact_id: `${phone}@s.whatsapp.net`,
    person_key: phone,
  });
  const lidOnly = (given = lid) => ({
    name: 'Budi',
    phone_number: null,
    lid: given,
    contact_id: `${given}@lid`,
    person_key: `lid:${given}`,
  });
  const phoneOnly = () => ({ ...both(), lid: null });

  async function saved(
    session_id: string,
    row: ReturnType<typeof lidOnly> | ReturnType<typeof both> | ReturnType<typeof phoneOnly>,
  ) {
    const inserted = await someContacts(storage, session_id, [row]);
    await storage.transaction((trx) => linkPeople(storage, trx, { session_id, inserted, changed: [] }));
    return inserted[0] as number;
  }

  async function told(id: number, session_id: string, phone_number: string) {
    await storage.transaction(async (trx) => {
      await trx.updateTable('contacts').set({ phone_number, person_key: phone_number }).where('id', '=', id).execute();
      await linkPeople(storage, trx, { session_id, inserted: [], changed: [id] });
    });
  }

  const keyOf = async (id: number) => (await world.state([id]))[0]?.person_key;

  it('are one, whichever account was read first', async () => {
    expect(await keyOf(await saved(first, both()))).toBe(phone);
    expect(await keyOf(await saved(second, lidOnly()))).toBe(phone);
  });

  it('become one when the phone is told later', async () => {
    const known = await saved(first, lidOnly());
    await saved(second, both());
    expect(await keyOf(known)).toBe(phone);
    const details = await world.state([known]);
    expect(details[0]?.search_text).not.toContain(phone);
  });

  it('become one when a row that is there learns its phone', async () => {
    const [one, other] = [await saved(first, lidOnly()), await saved(second, lidOnly())];
    await told(one, first, phone);
    expect([await keyOf(one), await keyOf(other)]).toEqual([phone, phone]);
  });

  it('stay merged when a later grab of another account brings the same people', async () => {
    const other = `62877${numbers}`;
    const [one, two] = [
      await saved(first, phoneOnly()),
      await saved(first, {
        ...phoneOnly(),
        phone_number: other,
        contact_id: `${other}@s.whatsapp.net`,
        person_key: other,
      }),
    ];
    const merge = await world.merges.create(caller(), { contact_ids: [one, two], keep_contact_id: one });
    const later = await saved(second, {
      ...phoneOnly(),
      phone_number: other,
      contact_id: `${other}@s.whatsapp.net`,
      person_key: other,
    });
    expect(await keyOf(later)).toBe(await keyOf(one));
    await world.merges.undo(caller(), merge.id);
    expect([await keyOf(one), await keyOf(two), await keyOf(later)]).toEqual([phone, other, other]);
  });

  it('stay merged when the LID of one of them turns out to have a phone, and part again on undo', async () => {
    const other = `62866${numbers}`;
    const [hidden, open] = [
      await saved(first, lidOnly()),
      await saved(first, {
        ...phoneOnly(),
        phone_number: other,
        contact_id: `${other}@s.whatsapp.net`,
        person_key: other,
      }),
    ];
    const merge = await world.merges.create(caller(), { contact_ids: [hidden, open], keep_contact_id: open });
    const elsewhere = await saved(second, both());
    expect(await keyOf(elsewhere)).toBe(await keyOf(open));
    await told(hidden, first, phone);
    expect(await keyOf(hidden)).toBe(await keyOf(open));
    await world.merges.undo(caller(), merge.id);
    expect([await keyOf(hidden), await keyOf(elsewhere), await keyOf(open)]).toEqual([phone, phone, other]);
  });

  it('stay merged when the number of one of them changes', async () => {
    const fresh = `62844${numbers}`;
    const [one, two] = [await saved(first, phoneOnly()), await saved(first, lidOnly())];
    const merge = await world.merges.create(caller(), { contact_ids: [one, two], keep_contact_id: two });
    await told(one, first, fresh);
    expect(await keyOf(one)).toBe(await keyOf(two));
    await world.merges.undo(caller(), merge.id);
    expect([await keyOf(one), await keyOf(two)]).toEqual([fresh, `lid:${lid}`]);
  });
});
