import { beforeAll, expect, it } from 'vitest';
import { manualClock } from '../core/testing.ts';
import type { Storage } from '../storage/index.ts';
import { contactRow, newSession } from '../storage/sample-rows.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { createDigests, createOptOutGuard, createOptOuts, type OptOuts } from './index.ts';

const digests = createDigests(Buffer.alloc(32, 3));
const source = 'user:person:1';
const wish = { limit: 50, sort: '-id', total: true };

describeEachDialect('opt-outs', (open) => {
  let storage: Storage;
  let optOuts: OptOuts;
  beforeAll(async () => {
    storage = await open();
    optOuts = createOptOuts({ storage, clock: manualClock(), digests });
  });
  let number = 0;

  /** The same person in two sessions. */
  async function person() {
    number += 1;
    const sessions = [newSession(), newSession()] as const;
    const rows = sessions.map((session) => contactRow(session, number, { lid: `99000${number}` }));
    const ids = await storage.bulk.insertWithIds(storage.db, 'contacts', rows);
    return { sessions, ids, phone: String(rows[0]?.phone_number), lid: `99000${number}` };
  }
  const marks = async (ids: number[]) => {
    const rows = await storage.db
      .selectFrom('contacts')
      .select('opted_out')
      .where('id', 'in', ids)
      .orderBy('id')
      .execute();
    return rows.map(({ opted_out }) => opted_out);
  };
  const add = (entry: Partial<Parameters<OptOuts['add']>[1]>) =>
    storage.transaction((trx) =>
      optOuts.add(trx, { phone: null, lid: null, session_id: null, erase_on_sight: false, source, ...entry }),
    );

  it('marks a person everywhere, keeps no number, and takes the mark off again', async () => {
    const { ids, phone } = await person();
    const { opt_out, marked } = await add({ phone });
    expect(marked).toBe(2);
    expect(await marks(ids)).toEqual([true, true]);
    expect(JSON.stringify(await storage.db.selectFrom('opt_outs').selectAll().execute())).not.toContain(phone);
    await optOuts.remove('all', opt_out.id, source);
    expect(await marks(ids)).toEqual([false, false]);
  });

  it('keeps one entry however often somebody is added, by number or by hidden id', async () => {
    const { phone, lid } = await person();
    const first = await add({ phone });
    const again = await add({ lid });
    expect(again.opt_out.id).toBe(first.opt_out.id);
    expect(await optOuts.entriesOf({ phone, lid: null })).toHaveLength(1);
  });

  it('holds in one session only when asked, and is seen by who sees that session', async () => {
    const { ids, phone, sessions } = await person();
    const { opt_out } = await add({ phone, session_id: sessions[0] });
    expect(await marks(ids)).toEqual([true, false]);
    const seen = async (session: string) => (await optOuts.list(new Set([session]), wish)).rows.map(({ id }) => id);
    expect(await seen(sessions[0])).toEqual([opt_out.id]);
    expect(await seen(sessions[1])).toEqual([]);
    const removing = optOuts.remove(new Set([sessions[1]]), opt_out.id, source);
    await expect(removing).rejects.toMatchObject({ code: 'opt_out_not_found' });
  });

  it('of one session tells nothing that another one knows of the person', async () => {
    const { phone, lid } = await person();
    const session = newSession();
    const [hidden = 0] = await storage.bulk.insertWithIds(storage.db, 'contacts', [
      contactRow(session, 1, { contact_id: `${lid}@lid`, phone_number: null, lid }),
    ]);
    const { opt_out, marked } = await add({ lid, session_id: session });
    expect([opt_out.hint, marked, await marks([hidden])]).toEqual([`LID •••${lid.slice(-4)}`, 1, [true]]);
    expect(await optOuts.entriesOf({ phone, lid: null })).toEqual([]);
  });

  it('marks rows that come later, and says who must not be stored', async () => {
    const { phone, lid } = await person();
    await add({ phone });
    const session = newSession();
    const [id = 0] = await storage.bulk.insertWithIds(storage.db, 'contacts', [contactRow(session, number, { lid })]);
    const guard = await createOptOutGuard(storage.db, digests, session);
    expect(guard.isUnwanted({ pn: phone, lid: null })).toBe(false);
    await guard.mark(storage.db, [{ id, phone_number: phone, lid }]);
    expect(await marks([id])).toEqual([true]);
    await add({ phone, erase_on_sight: true });
    const stricter = await createOptOutGuard(storage.db, digests, session);
    expect(stricter.isUnwanted({ pn: null, lid })).toBe(true);
    expect(stricter.isUnwanted({ pn: '620000', lid: null })).toBe(false);
  });
});
