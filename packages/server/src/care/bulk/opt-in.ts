import type { ItemOutcome } from '../../jobs/index.ts';
import type { ManyOptOuts, OptOutEntry } from '../../opt-outs/index.ts';
import { type CareRow, changeOf, setColumn } from '../rows.repo.ts';
import type { Action } from './actions.ts';

/** Whether it was marked, and what was taken off the list. */
type Kept = { was: boolean; taken: OptOutEntry[] };

/** Takes people off the list of their session. Who is on the list for all sessions stays on it: that is not one session's to decide. */
export function optInAction(optOuts: ManyOptOuts): Action {
  return {
    async apply(_storage, db, rows, note) {
      const meant = await optOuts.meaning(db, await optOuts.read(db, idsOf(rows)));
      const entriesOf = ({ id }: CareRow) => meant.get(id) ?? [];
      const code = (row: CareRow): string | undefined => {
        if (row.type === 'group') return 'is_group';
        if (entriesOf(row).some(({ session_id }) => session_id === '')) return 'opted_out_everywhere';
        return row.opted_out || meant.has(row.id) ? undefined : 'unchanged';
      };
      const judged = rows.map((row) => ({ row, code: code(row) }));
      const freeing = judged.flatMap(({ row, code }) => (code === undefined ? [row] : []));
      const entries = freeing.flatMap(entriesOf);
      await optOuts.takeOff(db, idsOf(entries));
      const changing = freeing.filter(({ opted_out }) => opted_out);
      await setColumn(db, idsOf(changing), 'opted_out', false, note.at);
      const items = judged.map(({ row, code }): ItemOutcome => {
        if (code !== undefined) return { contact_row_id: row.id, outcome: 'skipped', code };
        const taken = entriesOf(row).map(({ id: _, ...entry }) => entry);
        return { contact_row_id: row.id, outcome: 'done', before: { was: row.opted_out, taken } satisfies Kept };
      });
      return { items, changes: changing.map((row) => changeOf(row, { opted_out: [true, false] }, note)) };
    },

    async revert(_storage, db, rows, note) {
      const reverting = rows.filter(({ row }) => !row.opted_out);
      await optOuts.putBack(
        db,
        reverting.flatMap(({ before }) => (before as Kept).taken),
      );
      const changing = reverting.filter(({ before }) => (before as Kept).was).map(({ row }) => row);
      await setColumn(db, idsOf(changing), 'opted_out', true, note.at);
      const items = rows.map(({ row }): ItemOutcome => {
        if (row.opted_out) return { contact_row_id: row.id, outcome: 'skipped', code: 'changed_since' };
        return { contact_row_id: row.id, outcome: 'done' };
      });
      return { items, changes: changing.map((row) => changeOf(row, { opted_out: [false, true] }, note)) };
    },
  };
}

function idsOf(rows: { id: number }[]): number[] {
  return rows.map(({ id }) => id);
}
