import { ownFieldNames } from '@grabber/contract';
import { appendChanges, type NewChange } from '../../changes/index.ts';
import { writeOwnFields } from '../../contacts/index.ts';
import type { Db, OwnState, Storage } from '../../storage/index.ts';
import { listMarks, type Marks, sameFor, tagMarks } from '../marks.repo.ts';
import type { Note } from '../parts.ts';
import { changeOf, setColumn } from '../rows.repo.ts';
import type { OwnedRow } from './own-state.repo.ts';

type Wanted = { row: OwnedRow; state: OwnState };

/** Writes what users say of rows, and a line of the change log for each; `about` names the merge. */
export async function writeStates(
  storage: Storage,
  trx: Db,
  wanted: Wanted[],
  about: { kind: 'merged' | 'updated'; merge_id: [number | null, number | null] },
  note: Note,
): Promise<void> {
  const changes: NewChange[] = [];
  for (const { row, state } of wanted) {
    const { own, id } = row;
    const fields: Record<string, [unknown, unknown]> = { merge_id: about.merge_id };
    for (const name of ownFieldNames) if (own[name] !== state[name]) fields[name] = [own[name], state[name]];
    if (Object.keys(fields).length > 1) {
      const { alias, email, company, note: text } = state;
      await writeOwnFields(storage, trx, [id], { alias, email, company, note: text }, note.at);
    }
    if (own.opted_out !== state.opted_out) {
      fields['opted_out'] = [own.opted_out, state.opted_out];
      await setColumn(trx, [id], 'opted_out', state.opted_out, note.at);
    }
    Object.assign(fields, await writeMarks(storage, trx, tagMarks, { id, has: own.tags, wants: state.tags }, note));
    Object.assign(fields, await writeMarks(storage, trx, listMarks, { id, has: own.lists, wants: state.lists }, note));
    changes.push({ ...changeOf(row, fields, note), kind: about.kind });
  }
  await appendChanges(storage, trx, changes);
}

async function writeMarks(
  storage: Storage,
  trx: Db,
  marks: Marks,
  { id, has, wants }: { id: number; has: number[]; wants: number[] },
  note: Note,
): Promise<Record<string, [unknown, unknown]>> {
  const added = wants.filter((each) => !has.includes(each));
  const removed = has.filter((each) => !wants.includes(each));
  for (const each of added) await marks.add(storage, trx, each, sameFor([id], note));
  for (const each of removed) await marks.remove(trx, each, [id]);
  if (added.length + removed.length === 0) return {};
  const names = async (ids: number[]) =>
    await Promise.all(ids.map(async (each) => (await marks.nameOf(trx, each)) ?? String(each)));
  return { [marks.field]: [await names(removed), await names(added)] };
}
