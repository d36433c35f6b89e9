import type { Merge, NewMerge } from '@grabber/contract';
import type { Principal, Visible } from '../../auth/index.ts';
import { readContactItems } from '../../contacts/index.ts';
import { AppError, isoTime } from '../../core/index.ts';
import type { Db, Page, PageWish } from '../../storage/index.ts';
import { reopenDuplicate, settleDuplicate } from '../duplicates/duplicates.repo.ts';
import { madeBy } from '../labels/owned.ts';
import { type CareParts, type Note, ring, sourceOf } from '../parts.ts';
import { type CareRow, readCareRows, readPersons } from '../rows.repo.ts';
import { mergedState, unmergedState } from './choose.ts';
import { followLinks, keyOfMerge, reachedFrom, separate } from './link.ts';
import { deleteLinks, insertLinks, type Link, readLinks } from './links.repo.ts';
import {
  countMerges,
  findMerge,
  idsOfMerges,
  insertMerge,
  insertMergedContacts,
  laterMerge,
  type MergeRow,
  markUndone,
  mergedContacts,
  pageMerges,
  reachOfMerges,
} from './merges.repo.ts';
import { readOwned } from './own-state.repo.ts';
import { writeStates } from './write-state.ts';

/** Contacts that count as one person because users said so: in all sessions, or in those that the user who said so is bound to. */
export type Merges = {
  /** Throws `contact_not_found`, `validation_failed`, and `duplicate_settled` when a duplicate is named that was decided on. */
  create(principal: Principal, wish: NewMerge, duplicateId?: number): Promise<Merge>;
  /** Tells the contacts that were changed since, too. Throws `merge_not_found`, `merge_undone`, `merge_built_upon`, `merge_reaches_further`. */
  undo(principal: Principal, id: number): Promise<{ merge: Merge; skipped: number[] }>;
  list(principal: Principal, wish: PageWish & { total: boolean }): Promise<Page<Merge> & { total?: number }>;
};

export function createMerges(parts: CareParts): Merges {
  const { storage, clock } = parts;
  const noteOf = (principal: Principal): Note => ({ source: sourceOf(principal), at: isoTime(clock.now()) });

  async function shown({ sessions }: Principal, rows: MergeRow[]): Promise<Merge[]> {
    const ids = await idsOfMerges(
      storage.db,
      rows.map(({ id }) => id),
    );
    const reach = await reachOfMerges(storage.db, [...ids.keys()]);
    const items = await readContactItems(storage.db, sessions, [...new Set([...ids.values()].flat())]);
    return rows.map(({ id, keep_contact_id, created_at, undone_at }) => {
      const own = new Set(ids.get(id));
      const contacts = items.filter((item) => own.has(item.id));
      const can_undo = undone_at === null && seesAll(sessions, reach.get(id));
      return { id, keep_contact_id, created_at, undone_at, can_undo, contacts };
    });
  }

  async function join(trx: Db, principal: Principal, wish: NewMerge, duplicateId: number | null) {
    const note = noteOf(principal);
    const { keep, rows, keys } = await peopleOf(parts, trx, principal.sessions, wish);
    const owned = await readOwned(
      trx,
      rows.map(({ id }) => id),
    );
    const state = mergedState(owned, keep.id, wish.fields ?? {});
    const facts = { keep_contact_id: keep.id, duplicate_id: duplicateId, undone_at: null };
    const merge = await insertMerge(trx, { ...facts, ...madeBy(principal), created_at: note.at });
    const merged = owned.map(({ id, own }) => ({ contact_row_id: id, before: own, after: state }));
    await insertMergedContacts(storage, trx, merge.id, merged);
    const about = { kind: 'merged' as const, merge_id: [null, merge.id] as [null, number] };
    const wanted = owned.map((row) => ({ row, state }));
    await writeStates(storage, trx, wanted, about, note);
    await insertLinks(storage, trx, linksTo(merge.id, keys, principal.sessions, await readLinks(trx)));
    await followLinks(storage, trx);
    if (duplicateId !== null && !(await settleDuplicate(trx, duplicateId, 'merged')))
      throw new AppError('duplicate_settled');
    return { merge, rows };
  }

  async function split(trx: Db, principal: Principal, id: number) {
    const note = noteOf(principal);
    const merge = await findMerge(storage, trx, principal.sessions, id);
    if (!merge) throw new AppError('merge_not_found');
    if (merge.undone_at !== null) throw new AppError('merge_undone');
    const reach = await reachOfMerges(trx, [id]);
    if (!seesAll(principal.sessions, reach.get(id))) throw new AppError('merge_reaches_further');
    const later = await laterMerge(trx, id);
    if (later !== undefined) throw new AppError('merge_built_upon', { details: { merge_id: later } });
    const merged = new Map((await mergedContacts(trx, id)).map((each) => [each.contact_row_id, each]));
    const rows = await readOwned(trx, [...merged.keys()]);
    const judged = rows.map((row) => {
      const { before, after } = merged.get(row.id) ?? { before: row.own, after: row.own };
      return { row, ...unmergedState(row.own, before, after) };
    });
    await writeStates(storage, trx, judged, { kind: 'updated', merge_id: [id, null] }, note);
    const keys = reachedFrom(await readLinks(trx), keyOfMerge(id));
    await deleteLinks(trx, id);
    await separate(storage, trx, keys);
    await markUndone(trx, id, note.at);
    if (merge.duplicate_id !== null) await reopenDuplicate(trx, merge.duplicate_id);
    const skipped = judged.filter(({ changedSince }) => changedSince).map(({ row }) => row.id);
    return { merge: { ...merge, undone_at: note.at }, rows, skipped };
  }

  return {
    async create(principal, wish, duplicateId) {
      const { merge, rows } = await storage.transaction((trx) => join(trx, principal, wish, duplicateId ?? null));
      await ring(parts, rows);
      const [view] = await shown(principal, [merge]);
      return view as Merge;
    },
    async undo(principal, id) {
      const { merge, rows, skipped } = await storage.transaction((trx) => split(trx, principal, id));
      await ring(parts, rows);
      const [view] = await shown(principal, [merge]);
      return { merge: view as Merge, skipped };
    },
    async list(principal, { total, ...wish }) {
      const page = await pageMerges(storage, principal.sessions, wish);
      const found = { ...page, rows: await shown(principal, page.rows) };
      return total ? { ...found, total: await countMerges(storage, principal.sessions) } : found;
    },
  };
}

/** Whether a caller sees every session in which a merge holds. */
function seesAll(visible: Visible, reach: string[] = []): boolean {
  return visible === 'all' || reach.every((session) => visible.has(session));
}

/** What gives these people the key of the merge in every session that the caller sees; who is somebody else there already stays that. */
function linksTo(merge_id: number, keys: string[], visible: Visible, known: Link[]): Link[] {
  const taken = new Set(known.map(({ person_key, session_id }) => `${session_id} ${person_key}`));
  const links = (visible === 'all' ? [''] : [...visible]).flatMap((session_id) =>
    keys.map((person_key) => ({ person_key, session_id, linked_to: keyOfMerge(merge_id), merge_id })),
  );
  return links.filter(({ person_key, session_id }) => !taken.has(`${session_id} ${person_key}`));
}

/** The one that is kept, all rows of all the people that the caller may see, and their keys. */
async function peopleOf(
  { storage }: CareParts,
  trx: Db,
  visible: Visible,
  { contact_ids, keep_contact_id, fields = {} }: NewMerge,
): Promise<{ keep: CareRow; rows: CareRow[]; keys: string[] }> {
  const ids = [...new Set(contact_ids)];
  const named = await readCareRows(storage, trx, visible, ids);
  if (named.length < ids.length) throw new AppError('contact_not_found');
  const keep = named.find(({ id }) => id === keep_contact_id);
  if (!keep) throw new AppError('validation_failed', { details: { field: 'keep_contact_id' } });
  if (Object.values(fields).some((id) => !ids.includes(id)))
    throw new AppError('validation_failed', { details: { field: 'fields' } });
  const keys = [...new Set(named.map(({ person_key }) => person_key))];
  if (keys.includes('') || keys.length < 2)
    throw new AppError('validation_failed', { details: { field: 'contact_ids' } });
  const rows = await readPersons(storage, trx, visible, keys);
  return { keep, rows, keys };
}
