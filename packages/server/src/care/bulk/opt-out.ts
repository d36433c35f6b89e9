import type { ItemOutcome } from '../../jobs/index.ts';
import type { ManyOptOuts } from '../../opt-outs/index.ts';
import { type CareRow, changeOf, setColumn } from '../rows.repo.ts';
import type { Action } from './actions.ts';

/** Whether it was marked already, and the source of the entry that was made; null where another entry holds already. */
type Kept = { was: boolean; entered: string | null };

/** Puts people on the list of their session, so that no grab and no import takes the mark off again. */
export function optOutAction(optOuts: ManyOptOuts): Action {
  return {
    async apply(_storage, db, rows, note) {
      const people = rows.filter(({ type }) => type !== 'group');
      const listed = await optOuts.read(db, idsOf(people));
      const before = await optOuts.meaning(db, listed);
      const entering = listed.filter(({ id }) => !before.has(id));
      await optOuts.enter(db, entering, note);
      const entered = new Set(idsOf(entering));
      const marking = people.filter(({ opted_out }) => !opted_out);
      await setColumn(db, idsOf(marking), 'opted_out', true, note.at);
      const items = rows.map((row): ItemOutcome => {
        if (row.type === 'group') return skipped(row, 'is_group');
        if (row.opted_out && !entered.has(row.id)) return skipped(row, 'unchanged');
        const kept: Kept = { was: row.opted_out, entered: entered.has(row.id) ? note.source : null };
        return { contact_row_id: row.id, outcome: 'done', before: kept };
      });
      return { items, changes: marking.map((row) => changeOf(row, { opted_out: [false, true] }, note)) };
    },

    async revert(_storage, db, rows, note) {
      const kept = new Map(rows.map(({ row, before }) => [row.id, before as Kept]));
      const reverting = rows.map(({ row }) => row).filter(({ opted_out }) => opted_out);
      const meant = await optOuts.meaning(db, await optOuts.read(db, idsOf(reverting)));
      const made = (id: number) => meant.get(id)?.filter(({ source }) => source === kept.get(id)?.entered) ?? [];
      const taken = new Set(reverting.flatMap(({ id }) => idsOf(made(id))));
      await optOuts.takeOff(db, [...taken]);
      // Somebody else may have put them on the list since.
      const isStillMeant = (id: number) => meant.get(id)?.some((entry) => !taken.has(entry.id)) ?? false;
      const freed = reverting.filter(({ id }) => !kept.get(id)?.was && !isStillMeant(id));
      await setColumn(db, idsOf(freed), 'opted_out', false, note.at);
      const items = rows.map(
        ({ row }): ItemOutcome =>
          row.opted_out ? { contact_row_id: row.id, outcome: 'done' } : skipped(row, 'changed_since'),
      );
      return { items, changes: freed.map((row) => changeOf(row, { opted_out: [true, false] }, note)) };
    },
  };
}

function idsOf(rows: { id: number }[]): number[] {
  return rows.map(({ id }) => id);
}

function skipped({ id }: CareRow, code: string): ItemOutcome {
  return { contact_row_id: id, outcome: 'skipped', code };
}
