import type { BulkAction, ContactSelection } from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';
import { appendChanges } from '../../changes/index.ts';
import { countContactQuery } from '../../contacts/index.ts';
import { chunksOf, isoTime } from '../../core/index.ts';
import type { ItemOutcome, JobItem, JobRun } from '../../jobs/index.ts';
import type { Db } from '../../storage/index.ts';
import { type CareParts, ring } from '../parts.ts';
import { type CareRow, idsBetween, lastContactId, readCareRows } from '../rows.repo.ts';
import { actionOf, type Effect, requireMark } from './actions.ts';

/** Contacts of one transaction: few enough that nobody waits long for it. */
const rowsPerStep = 1000;
const idsPerRead = 20_000;

type Place = { after: number; until: number };

/** What a job does to whom; `source` stands in the change log and at tags. */
export type BulkWork = { action: BulkAction; selection: ContactSelection; source: string };

/** Does an action to each contact of a selection, in the order of their ids; a run that was cut goes on behind the last. */
export async function runBulk(parts: CareParts, run: JobRun, { action, selection, source }: BulkWork): Promise<void> {
  const { storage, clock } = parts;
  const { apply } = actionOf(action, parts.optOuts);
  let place = run.state as Place | null;
  if (place === null) {
    place = { after: 0, until: await lastContactId(storage.db) };
    await run.expect(await countSelection(parts, run.scope.sessions, selection));
  }
  const { until } = place;
  for await (const ids of idsOf(parts, run, selection, place)) {
    let rows: CareRow[] = [];
    await run.step(async (trx) => {
      await requireMark(trx, action);
      rows = await readCareRows(storage, trx, run.scope.sessions, ids);
      const effect = await apply(storage, trx, rows, { source, at: isoTime(clock.now()) });
      await appendChanges(storage, trx, effect.changes);
      return { items: withMissing(ids, effect.items), state: { after: ids.at(-1) ?? 0, until } satisfies Place };
    });
    await ring(parts, rows);
  }
}

/** Takes back what a job did, latest first, but where it was changed since. */
export async function undoBulk(parts: CareParts, run: JobRun, action: BulkAction): Promise<void> {
  const { storage, clock } = parts;
  const { revert } = actionOf(action, parts.optOuts);
  const note = { source: run.source, at: isoTime(clock.now()) };
  const below = (run.state as number | null) ?? Number.MAX_SAFE_INTEGER;
  for await (const page of run.undoneItems('done')) {
    const items = page.filter(({ id }) => id < below);
    if (items.length === 0) continue;
    let rows: CareRow[] = [];
    await run.step(async (trx) => {
      rows = await readCareRows(storage, trx, run.scope.sessions, idsOfItems(items));
      const effect = await revertItems(trx, items, rows);
      await appendChanges(storage, trx, effect.changes);
      return { items: effect.items, state: items.at(-1)?.id };
    });
    await ring(parts, rows);
  }

  async function revertItems(trx: Db, items: JobItem[], rows: CareRow[]): Promise<Effect> {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const undoables = items.flatMap(({ contact_row_id, before }) => {
      const row = byId.get(contact_row_id ?? 0);
      return row ? [{ row, before }] : [];
    });
    const effect = await revert(storage, trx, undoables, note);
    return { ...effect, items: withMissing(idsOfItems(items), effect.items) };
  }
}

/** How many contacts are meant: of those named, the ones that the caller may see. */
export async function countSelection(
  { reading }: Pick<CareParts, 'reading'>,
  visible: Visible,
  selection: ContactSelection,
): Promise<number> {
  if ('ids' in selection) return new Set(selection.ids).size;
  return await countContactQuery(reading, { ...selection.query, unique: false }, visible);
}

async function* idsOf({ reading }: CareParts, run: JobRun, selection: ContactSelection, place: Place) {
  if ('ids' in selection) {
    const ids = [...new Set(selection.ids)].sort((a, b) => a - b).filter((id) => id > place.after);
    yield* chunksOf(ids, rowsPerStep);
    return;
  }
  for (let { after } = place; ; ) {
    const ids = await idsBetween(reading, selection.query, run.scope.sessions, {
      ...place,
      after,
      limit: idsPerRead,
    });
    yield* chunksOf(ids, rowsPerStep);
    if (ids.length < idsPerRead) return;
    after = ids.at(-1) ?? after;
  }
}

/** None disappears: who is not there, or not for this caller, is told as skipped. */
function withMissing(ids: number[], items: ItemOutcome[]): ItemOutcome[] {
  const dealtWith = new Set(items.map(({ contact_row_id }) => contact_row_id));
  const missing = ids.filter((id) => !dealtWith.has(id));
  return [
    ...items,
    ...missing.map((id) => ({ contact_row_id: id, outcome: 'skipped' as const, code: 'contact_not_found' })),
  ];
}

function idsOfItems(items: JobItem[]): number[] {
  return items.flatMap(({ contact_row_id }) => contact_row_id ?? []);
}
