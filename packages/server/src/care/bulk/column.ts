import { type CareRow, changeOf, setColumn } from '../rows.repo.ts';
import type { Action } from './actions.ts';

type Column = 'status' | 'deleted_at';
type Value = CareRow[Column];
type Kept = { was: Value; became: Value };

/** Sets a column of contacts, but of those that `refuse` names a reason for. */
export function columnAction(
  column: Column,
  wanted: (row: CareRow, at: string) => Value,
  refuse: (row: CareRow) => string | undefined = () => undefined,
): Action {
  return {
    async apply(_storage, db, rows, note) {
      const judged = rows.map((row) => ({ row, value: wanted(row, note.at), code: refuse(row) }));
      const changing = judged.filter(({ row, value, code }) => code === undefined && row[column] !== value);
      for (const [value, ids] of byValue(changing)) await setColumn(db, ids, column, value, note.at);
      return {
        items: judged.map(({ row, value, code }) => {
          const why = code ?? (row[column] === value ? 'unchanged' : undefined);
          if (why) return { contact_row_id: row.id, outcome: 'skipped', code: why };
          return {
            contact_row_id: row.id,
            outcome: 'done',
            before: { was: row[column], became: value } satisfies Kept,
          };
        }),
        changes: changing.map(({ row, value }) => changeOf(row, { [column]: [row[column], value] }, note)),
      };
    },

    async revert(_storage, db, rows, note) {
      const judged = rows.map(({ row, before }) => ({ row, value: (before as Kept).was, kept: before as Kept }));
      const changing = judged.filter(({ row, kept }) => row[column] === kept.became);
      for (const [value, ids] of byValue(changing)) await setColumn(db, ids, column, value, note.at);
      return {
        items: judged.map(({ row, kept }) =>
          row[column] === kept.became
            ? { contact_row_id: row.id, outcome: 'done' }
            : { contact_row_id: row.id, outcome: 'skipped', code: 'changed_since' },
        ),
        changes: changing.map(({ row, value }) => changeOf(row, { [column]: [row[column], value] }, note)),
      };
    },
  };
}

function byValue(judged: { row: CareRow; value: Value }[]): Map<Value, number[]> {
  const found = new Map<Value, number[]>();
  for (const { row, value } of judged) {
    const ids = found.get(value);
    if (ids) ids.push(row.id);
    else found.set(value, [row.id]);
  }
  return found;
}
