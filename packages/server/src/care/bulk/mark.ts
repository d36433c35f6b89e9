import type { NewChange } from '../../changes/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import { type Mark, type Marks, sameFor } from '../marks.repo.ts';
import type { Note } from '../parts.ts';
import { type CareRow, changeOf } from '../rows.repo.ts';
import type { Action } from './actions.ts';

/** Gives a tag to contacts, or puts them on a list; or the opposite. */
export function markAction(marks: Marks, id: number, adding: boolean): Action {
  const tell = async (db: Db, rows: CareRow[], added: boolean, note: Note): Promise<NewChange[]> => {
    const name = (await marks.nameOf(db, id)) ?? String(id);
    return rows.map((row) => changeOf(row, { [marks.field]: added ? [[], [name]] : [[name], []] }, note));
  };

  async function add(storage: Storage, db: Db, rows: CareRow[], given: Map<number, Mark>, note: Note) {
    await marks.add(storage, db, id, given);
    return await tell(db, rows, true, note);
  }

  async function remove(db: Db, rows: CareRow[], note: Note) {
    await marks.remove(
      db,
      id,
      rows.map((row) => row.id),
    );
    return await tell(db, rows, false, note);
  }

  return {
    async apply(storage, db, rows, note) {
      const had = await marks.read(db, id, idsOf(rows));
      const changing = rows.filter((row) => had.has(row.id) !== adding);
      const given = sameFor(idsOf(changing), note);
      const changes = adding ? await add(storage, db, changing, given, note) : await remove(db, changing, note);
      const kept = adding ? given : had;
      const items = rows.map((row) => {
        if (had.has(row.id) === adding)
          return { contact_row_id: row.id, outcome: 'skipped' as const, code: 'unchanged' };
        return { contact_row_id: row.id, outcome: 'done' as const, before: kept.get(row.id) };
      });
      return { items, changes };
    },

    async revert(storage, db, undoables, note) {
      const has = await marks.read(db, id, idsOf(undoables.map(({ row }) => row)));
      const gone = (await marks.nameOf(db, id)) === undefined;
      const isSame = ({ row, before }: (typeof undoables)[number]) =>
        !gone && (adding ? has.get(row.id)?.added_at === (before as Mark).added_at : !has.has(row.id));
      const changing = undoables.filter(isSame);
      const rows = changing.map(({ row }) => row);
      const given = new Map(changing.map(({ row, before }) => [row.id, before as Mark]));
      const changes = adding ? await remove(db, rows, note) : await add(storage, db, rows, given, note);
      const items = undoables.map((each) =>
        isSame(each)
          ? { contact_row_id: each.row.id, outcome: 'done' as const }
          : { contact_row_id: each.row.id, outcome: 'skipped' as const, code: 'changed_since' },
      );
      return { items, changes };
    },
  };
}

function idsOf(rows: CareRow[]): number[] {
  return rows.map(({ id }) => id);
}
