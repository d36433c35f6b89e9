import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendChanges, type NewChange } from '../../changes/index.ts';
import { aGroup, anAccount, someContacts } from '../../contacts/query/testing.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type CareWorld, caller, careWorld, query } from '../testing.ts';

const at = '2026-01-02T03:04:05.678Z';

describeEachDialect('tag rules', (open) => {
  let storage: Storage;
  let world: CareWorld;
  let session: string;
  let tag: number;
  let old: number[];

  beforeAll(async () => {
    storage = await open();
    world = await careWorld(storage);
    session = await anAccount(storage, 'Toko');
    old = await arrived('grab:1', { name: 'Budi Lama' });
    tag = (await world.tags.create(caller(), { name: 'Budi', color: 'blue' })).id;
    await world.follower.start();
  });
  afterAll(() => world?.close());

  /** As a grab saves and tells it. */
  async function arrived(source: string, ...given: { name: string }[]): Promise<number[]> {
    const ids = await someContacts(storage, session, given);
    const created = { source, entity: 'contact' as const, kind: 'created' as const, fields: null };
    await told(ids.map((entity_id) => ({ ...created, entity_id })));
    return ids;
  }

  async function told(changes: Pick<NewChange, 'source' | 'entity' | 'kind' | 'fields' | 'entity_id'>[]) {
    const rows = changes.map((change) => ({ session_id: session, group_id: null, at, ...change }));
    await storage.transaction((trx) => appendChanges(storage, trx, rows));
    world.changes.publish({ session_id: session, seq: 0 });
    await world.follower.settled();
  }

  const tagsOf = async (id: number) => (await world.state([id]))[0]?.own?.tags;

  it('tag what arrives from now on, and everything when they are run; a run can be taken back', async () => {
    const wish = { name: 'Semua Budi', tag_id: tag, query: query({ field: 'text', contains: 'budi' }), enabled: true };
    const rule = await world.rules.create(caller(), wish);
    const [budi = 0, ani = 0] = await arrived('live', { name: 'Budi Baru' }, { name: 'Ani' });
    expect([await tagsOf(old[0] ?? 0), await tagsOf(budi), await tagsOf(ani)]).toEqual([[], [tag], []]);
    const job = await world.done(world.rules.run(caller(), rule.id));
    expect(job).toMatchObject({ status: 'completed', total: 2, result: { rule_id: rule.id } });
    expect(await tagsOf(old[0] ?? 0)).toEqual([tag]);
    await world.undo(job);
    expect([await tagsOf(old[0] ?? 0), await tagsOf(budi)]).toEqual([[], [tag]]);
  });

  it('leave alone what people do by hand, and what comes while they are off', async () => {
    const [byHand = 0] = await arrived('user:person:1', { name: 'Budi Tangan' });
    const [rule] = await world.rules.list(caller());
    await world.rules.change(caller(), rule?.id ?? 0, { enabled: false });
    const [off = 0] = await arrived('grab:2', { name: 'Budi Mati' });
    await world.rules.change(caller(), rule?.id ?? 0, { enabled: true });
    await arrived('grab:3', { name: 'Ani' });
    expect([await tagsOf(byHand), await tagsOf(off)]).toEqual([[], []]);
  });

  it('tag the members of a group whose new name they look for', async () => {
    const wish = query({ field: 'text', contains: 'arisan' });
    await world.rules.create(caller(), { name: 'Arisan', tag_id: tag, query: wish, enabled: true });
    const [ani = 0, siti = 0] = await arrived('grab:4', { name: 'Ani' }, { name: 'Siti' });
    const group = await aGroup(storage, session, 'RT 5', [ani]);
    await storage.db
      .updateTable('contacts')
      .set({ name: 'Arisan RT 5', sort_name: 'arisan rt 5' })
      .where('id', '=', group)
      .execute();
    const fields = JSON.stringify({ name: ['RT 5', 'Arisan RT 5'] });
    await told([{ source: 'live', entity: 'group', entity_id: group, kind: 'updated', fields }]);
    expect([await tagsOf(ani), await tagsOf(siti)]).toEqual([[tag], []]);
  });

  it('go with their tag', async () => {
    await world.tags.remove(caller(), tag);
    expect(await world.rules.list(caller())).toEqual([]);
  });
});
