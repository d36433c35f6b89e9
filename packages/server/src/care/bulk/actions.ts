import type { BulkAction } from '@grabber/contract';
import type { NewChange } from '../../changes/index.ts';
import { AppError } from '../../core/index.ts';
import type { ItemOutcome } from '../../jobs/index.ts';
import type { ManyOptOuts } from '../../opt-outs/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import { listMarks, tagMarks } from '../marks.repo.ts';
import type { Note } from '../parts.ts';
import type { CareRow } from '../rows.repo.ts';
import { columnAction } from './column.ts';
import { markAction } from './mark.ts';
import { optInAction } from './opt-in.ts';
import { optOutAction } from './opt-out.ts';

/** What was done to some contacts: the outcome of each, and the lines of the change log, which the caller appends. */
export type Effect = { items: ItemOutcome[]; changes: NewChange[] };

/** A contact that was changed by a job, and what was kept of how it was. */
export type Undoable = { row: CareRow; before: unknown };

/** One thing that can be done to many contacts, and taken back. Call both in a transaction. */
export type Action = {
  apply(storage: Storage, db: Db, rows: CareRow[], note: Note): Promise<Effect>;
  /** Only where nobody changed the same since. */
  revert(storage: Storage, db: Db, rows: Undoable[], note: Note): Promise<Effect>;
};

/** What a bulk action does. */
export function actionOf(action: BulkAction, optOuts: ManyOptOuts): Action {
  switch (action.type) {
    case 'tag_add':
    case 'tag_remove':
      return markAction(tagMarks, action.tag_id, action.type === 'tag_add');
    case 'list_add':
    case 'list_remove':
      return markAction(listMarks, action.list_id, action.type === 'list_add');
    case 'set_status':
      return columnAction(
        'status',
        () => action.status,
        ({ status }) => (status === 'blocked' ? 'blocked' : undefined),
      );
    case 'opt_out':
      return optOutAction(optOuts);
    case 'opt_in':
      return optInAction(optOuts);
    case 'delete':
      return columnAction('deleted_at', ({ deleted_at }, at) => deleted_at ?? at);
    case 'restore':
      return columnAction('deleted_at', () => null);
  }
}

/** Throws `tag_not_found` or `list_not_found` when there is nothing to mark contacts with. */
export async function requireMark(db: Db, action: BulkAction): Promise<void> {
  if ('tag_id' in action && (await tagMarks.nameOf(db, action.tag_id)) === undefined)
    throw new AppError('tag_not_found');
  if ('list_id' in action && (await listMarks.nameOf(db, action.list_id)) === undefined)
    throw new AppError('list_not_found');
}
