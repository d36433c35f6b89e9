import { afterAll, beforeAll, expect, it } from 'vitest';
import { aGroup, anAccount, someContacts } from '../../contacts/query/testing.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type CareWorld, caller, careWorld } from '../testing.ts';
import { shortVariant } from './variants.ts';

it('knows which numbers have two spellings', () => {
  expect(['5511987654321', '5493511234567', '5215512345678'].map(shortVariant)).toEqual([
    '551187654321',
    '543511234567',
    '525512345678',
  ]);
  // a landline of Brazil never had the 9, and Indonesia has one spelling only
  expect(['5511932654321', '6281234567890', '551187654321'].map(shortVariant)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

describeEachDialect('duplicates', (open) => {
  let world: CareWorld;
  let session: string;
  let hidden: string;

  beforeAll(async () => {
    const storage = await open();
    world = await careWorld(storage);
    session = await anAccount(storage, 'Toko');
    hidden = await anAccount(storage, 'Rahasia');
    const person = (name: string, phone_number: string, more = {}) => ({
      ...{
        name,
        saved_name: name,
        phone_number,
        contact_id: `${phone_number}@s.whatsapp.net`,
        person_key: phone_number,
      },
      ...more,
    });
    await someContacts(storage, session, [person('Ana', '5511987654321'), person('Ana Paula', '551187654321')]);
    await someContacts(storage, hidden, [person('X', '5215512345678'), person('Y', '525512345678')]);
    const gone = { removed_at: '2026-01-10T00:00:00.000Z', status: 'inactive' as const };
    await someContacts(storage, session, [
      person('Citra Salon', '62811', gone),
      person('Citra Salon', '62812', { first_seen_at: '2026-01-12T00:00:00.000Z' }),
      person('Dewi Salon', '62813', gone),
      person('Dewi Salon', '62814', { first_seen_at: '2024-01-12T00:00:00.000Z' }),
    ]);
    const members = await someContacts(storage, session, [
      person('Eko Wijaya', '62821'),
      person('eko wijaya', '62822'),
      ...['62831', '62832', '62833', '62834'].map((phone) => person('Budi', phone)),
    ]);
    await aGroup(storage, session, 'Keluarga', members);
  });
  afterAll(() => world?.close());

  const bound = () => caller(new Set([session]), 3);
  const list = async (principal = caller(), status: 'open' | 'dismissed' | 'merged' = 'open') =>
    (await world.duplicates.list(principal, { status, limit: 50, sort: 'id', total: false })).rows;
  const named = (rows: Awaited<ReturnType<typeof list>>) =>
    rows.map(({ reason, contacts }) => `${reason}: ${contacts.map(({ name }) => name).join(', ')}`).sort();

  it('are proposed with their reason, each once, and only to those who see both', async () => {
    expect(await world.done(world.duplicates.scan(caller()))).toMatchObject({
      status: 'completed',
      result: { found: 4 },
    });
    expect(await world.done(world.duplicates.scan(caller()))).toMatchObject({ result: { found: 0 } });
    const seen = [
      'number_changed: Citra Salon, Citra Salon',
      'number_variant: Ana, Ana Paula',
      'same_name_and_group: Eko Wijaya, eko wijaya',
    ];
    expect(named(await list(bound()))).toEqual(seen);
    expect(named(await list())).toEqual([...seen, 'number_variant: X, Y'].sort());
  });

  it('are merged, or remembered as two people', async () => {
    const [first, second] = await list(bound());
    const secret = (await list()).find(({ contacts }) => contacts[0]?.name === 'X');
    await expect(world.duplicates.dismiss(bound(), secret?.id ?? 0)).rejects.toMatchObject({
      code: 'duplicate_not_found',
    });
    await world.duplicates.dismiss(bound(), second?.id ?? 0);
    await expect(world.duplicates.dismiss(bound(), second?.id ?? 0)).rejects.toMatchObject({
      code: 'duplicate_settled',
    });
    const keep_contact_id = first?.contacts[0]?.id ?? 0;
    const merge = await world.duplicates.merge(bound(), first?.id ?? 0, { keep_contact_id });
    expect(await list(bound())).toHaveLength(1);
    expect(await world.done(world.duplicates.scan(caller()))).toMatchObject({ result: { found: 0 } });
    await world.merges.undo(bound(), merge.id);
    expect(await list(bound())).toHaveLength(2);
    expect(await list(bound(), 'dismissed')).toHaveLength(1);
  });
});
