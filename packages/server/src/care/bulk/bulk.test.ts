import type { BulkAction } from '@grabber/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aGroup, anAccount, someContacts } from '../../contacts/query/testing.ts';
import { createOptOutGuard, createOptOuts } from '../../opt-outs/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type CareWorld, caller, careDigests, careWorld, query } from '../testing.ts';

describeEachDialect('bulk actions', (open) => {
  let world: CareWorld;
  let session: string;
  let other: string;
  let ids: number[];
  let hidden: number[];
  let group: number;
  let tag: number;
  let list: number;

  beforeAll(async () => {
    const storage = await open();
    world = await careWorld(storage);
    session = await anAccount(storage, 'Toko');
    other = await anAccount(storage, 'Rahasia');
    ids = await someContacts(
      storage,
      session,
      ['Ani', 'Budi', 'Citra', 'Dewi'].map((name) => ({ name })),
    );
    hidden = await someContacts(storage, other, [{ name: 'Eko' }]);
    group = await aGroup(storage, session, 'Keluarga', ids);
    tag = (await world.tags.create(caller(), { name: 'Pelanggan', color: 'teal' })).id;
    list = (await world.lists.create(caller(), 'Undangan')).id;
  });
  afterAll(() => world?.close());

  const bound = () => caller(new Set([session]), 7);
  const all = () => ({ query: query({ field: 'type', in: ['individual'] }) });
  const start = (
    action: BulkAction,
    principal = caller(),
    selection: { ids: number[] } | ReturnType<typeof all> = all(),
  ) => world.done(world.bulk.start(principal, { action, selection }));

  it('does it to whoever a query finds, with an outcome for each, and takes it back', async () => {
    const before = await world.state(ids);
    const job = await start({ type: 'tag_add', tag_id: tag }, bound());
    expect(job).toMatchObject({ status: 'completed', total: 4, done: 4, failed: 0 });
    expect((await world.tags.list(caller()))[0]).toMatchObject({ contacts_count: 4 });
    expect(await world.outcomes(job)).toEqual(
      ids.map((contact_row_id) => ({ contact_row_id, outcome: 'done', code: null })),
    );
    const undo = await world.undo(job, bound());
    expect(undo).toMatchObject({ status: 'completed', done: 4, undo_of: job.id });
    expect(await world.state(ids)).toEqual(before);
  });

  it('never touches what the caller does not see, and says of named ones that they are not there', async () => {
    const job = await start({ type: 'delete' }, bound(), { ids: [...hidden, ids[0] as number, 999_999] });
    expect((await world.outcomes(job)).toSorted((a, b) => Number(a.contact_row_id) - Number(b.contact_row_id))).toEqual(
      [
        { contact_row_id: ids[0], outcome: 'done', code: null },
        { contact_row_id: hidden[0], outcome: 'skipped', code: 'contact_not_found' },
        { contact_row_id: 999_999, outcome: 'skipped', code: 'contact_not_found' },
      ],
    );
    expect((await world.state(hidden))[0]?.deleted_at).toBeNull();
    expect(await world.bulk.count(bound(), { ids: [...hidden, ids[1] as number] })).toBe(1);
    await world.undo(job, bound());
    expect((await world.state(ids)).every(({ deleted_at }) => deleted_at === null)).toBe(true);
  });

  it('leaves alone on undo what somebody changed since', async () => {
    const [first, second] = ids as [number, number];
    const job = await start({ type: 'list_add', list_id: list }, caller(), { ids: [first, second] });
    await start({ type: 'list_remove', list_id: list }, caller(), { ids: [first] });
    const undo = await world.undo(job);
    expect(await world.outcomes(undo)).toEqual(
      expect.arrayContaining([
        { contact_row_id: first, outcome: 'skipped', code: 'changed_since' },
        { contact_row_id: second, outcome: 'done', code: null },
      ]),
    );
    expect((await world.lists.list(caller()))[0]?.contacts_count).toBe(0);
  });

  it('skips groups where the action is about people, and blocked ones where it is about the status', async () => {
    await world.storage.db
      .updateTable('contacts')
      .set({ status: 'blocked' })
      .where('id', '=', ids[3] as number)
      .execute();
    const opting = await start({ type: 'opt_out' }, caller(), { ids: [group] });
    expect(await world.outcomes(opting)).toEqual([{ contact_row_id: group, outcome: 'skipped', code: 'is_group' }]);
    const setting = await start({ type: 'set_status', status: 'inactive' }, caller(), { ids: [ids[3] as number] });
    expect(await world.outcomes(setting)).toMatchObject([{ code: 'blocked' }]);
  });

  const listed = () =>
    world.storage.db
      .selectFrom('opt_outs')
      .select(['session_id', 'phone_hash', 'lid_hash', 'hint', 'erase_on_sight', 'source', 'created_at'])
      .orderBy('phone_hash')
      .execute();

  it('opts out for good: whoever is found again in that session is marked again, until the undo', async () => {
    const { storage } = world;
    const [id] = (await someContacts(storage, session, [{ name: 'Fajar' }])) as [number];
    const { phone_number } = await storage.db
      .selectFrom('contacts')
      .select('phone_number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const job = await start({ type: 'opt_out' }, bound(), { ids: [id] });
    expect(await listed()).toMatchObject([{ session_id: session, erase_on_sight: false, source: `job:${job.id}` }]);
    const found = async (session_id: string) => {
      const [again = 0] = await someContacts(storage, session_id, [{ name: 'Fajar lagi' }]);
      const guard = await createOptOutGuard(storage.db, careDigests, session_id);
      await guard.mark(storage.db, [{ id: again, phone_number, lid: null }]);
      const [{ own } = {}] = await world.state([again]);
      await storage.db.deleteFrom('contacts').where('id', '=', again).execute();
      return own?.opted_out;
    };
    expect([await found(session), await found(other)]).toEqual([true, false]);
    expect(await world.outcomes(await start({ type: 'opt_out' }, bound(), { ids: [id] }))).toMatchObject([
      { outcome: 'skipped', code: 'unchanged' },
    ]);
    await world.undo(job, bound());
    expect(await listed()).toEqual([]);
    expect((await world.state([id]))[0]?.own?.opted_out).toBe(false);
    expect(await found(session)).toBe(false);
    await storage.db.deleteFrom('contacts').where('id', '=', id).execute();
  });

  it('opts nobody in who opted out of all sessions, and keeps on undo who opted out otherwise since', async () => {
    const { storage } = world;
    const [id] = (await someContacts(storage, session, [{ name: 'Gita' }])) as [number];
    const { phone_number: phone } = await storage.db
      .selectFrom('contacts')
      .select('phone_number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const job = await start({ type: 'opt_out' }, caller(), { ids: [id] });
    const optOuts = createOptOuts({ storage, clock: world.clock, digests: careDigests });
    const everywhere = { phone, lid: null, session_id: null, erase_on_sight: false, source: 'user:person:1' };
    const { opt_out } = await storage.transaction((trx) => optOuts.add(trx, everywhere));
    await world.undo(job);
    expect((await world.state([id]))[0]?.own?.opted_out).toBe(true);
    expect(await world.outcomes(await start({ type: 'opt_in' }, caller(), { ids: [id] }))).toMatchObject([
      { outcome: 'skipped', code: 'opted_out_everywhere' },
    ]);
    await optOuts.remove('all', opt_out.id, 'user:person:1');
    expect((await world.state([id]))[0]?.own?.opted_out).toBe(false);
    expect(await listed()).toEqual([]);
    await storage.db.deleteFrom('contacts').where('id', '=', id).execute();
  });

  it('refuses tags and lists that are not there, at once', async () => {
    const selection = { ids };
    await expect(
      world.bulk.start(caller(), { action: { type: 'tag_add', tag_id: 4711 }, selection }),
    ).rejects.toMatchObject({ code: 'tag_not_found' });
    await expect(
      world.bulk.start(caller(), { action: { type: 'list_remove', list_id: 4711 }, selection }),
    ).rejects.toMatchObject({ code: 'list_not_found' });
  });

  it('any row of actions, taken back latest first, leaves everything as it was', async () => {
    const action = fc.oneof(
      fc.constantFrom<BulkAction>(
        { type: 'tag_add', tag_id: tag },
        { type: 'tag_remove', tag_id: tag },
        { type: 'list_add', list_id: list },
        { type: 'list_remove', list_id: list },
        { type: 'set_status', status: 'inactive' },
        { type: 'set_status', status: 'active' },
        { type: 'opt_out' },
        { type: 'opt_in' },
        { type: 'delete' },
        { type: 'restore' },
      ),
    );
    const some = fc.uniqueArray(fc.constantFrom(...ids, group), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(action, some), { maxLength: 6 }), async (deeds) => {
        const before = [await world.state([...ids, group]), await listed()];
        const jobs = [];
        for (const [each, chosen] of deeds) jobs.push(await start(each, caller(), { ids: chosen }));
        for (const job of jobs.reverse()) if (job.undoable_until) await world.undo(job);
        expect([await world.state([...ids, group]), await listed()]).toEqual(before);
      }),
      {
        numRuns: 8,
        examples: [
          [
            [
              [{ type: 'opt_out' }, ids],
              [{ type: 'opt_in' }, ids],
            ],
          ],
        ],
      },
    );
  }, 120_000);
});
