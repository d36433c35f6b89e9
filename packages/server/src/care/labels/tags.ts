import type { Tag, TagColor } from '@grabber/contract';
import { type Principal, requireUnbound } from '../../auth/index.ts';
import { appendChanges } from '../../changes/index.ts';
import { AppError, isoTime } from '../../core/index.ts';
import type { Db } from '../../storage/index.ts';
import { type Mark, tagMarks } from '../marks.repo.ts';
import { type CareParts, ring, sourceOf } from '../parts.ts';
import { type CareRow, changeOf, readTargets } from '../rows.repo.ts';
import { readRules } from '../rules/rules.repo.ts';
import { byName, freeName } from './names.ts';
import { readSegments } from './segments.repo.ts';
import { countTagged, deleteTag, insertTag, readTags, someTagged, type TagRow, updateTag } from './tags.repo.ts';

type Named = { id: number; name: string };
/** What went with a tag. */
export type TagRemoved = {
  tag: Named & { color: string };
  removed: { contacts_count: number; rules: Named[]; segments: Named[] };
};
type Targets = { tag_ids: number[]; applies_to: 'person' | 'contact' };

/** The tags of the installation. Whoever is bound to named sessions uses them, and does not change them. */
export type Tags = {
  list(principal: Principal): Promise<Tag[]>;
  /** Throws `name_taken`, `limit_reached`. */
  create(principal: Principal, wish: { name: string; color: TagColor }): Promise<Tag>;
  /** Throws `tag_not_found`, `name_taken`. */
  change(
    principal: Principal,
    id: number,
    wish: { name?: string | undefined; color?: TagColor | undefined },
  ): Promise<Tag>;
  /** Takes it from every contact first, in pieces. Throws `tag_not_found`. */
  remove(principal: Principal, id: number): Promise<TagRemoved>;
  /** Says which tags a contact has. Throws `contact_not_found`, `tag_not_found`. */
  put(principal: Principal, id: number, targets: Targets): Promise<void>;
};

const rowsPerStep = 2000;

export function createTags(parts: CareParts): Tags {
  const { storage, clock } = parts;
  const now = () => isoTime(clock.now());

  async function shown(principal: Principal, rows: TagRow[], tag?: number): Promise<Tag[]> {
    const counts = await countTagged(storage, principal.sessions, tag);
    const rules = principal.sessions === 'all' ? await readRules(storage.db) : null;
    return rows.map((row) => ({
      ...row,
      color: row.color as TagColor,
      contacts_count: counts.get(row.id) ?? 0,
      rules_count: rules === null ? null : rules.filter(({ tag_id }) => tag_id === row.id).length,
    }));
  }

  async function shownOne(principal: Principal, row: TagRow): Promise<Tag> {
    const [tag] = await shown(principal, [row], row.id);
    return tag as Tag;
  }

  async function takeFromAll({ id, name }: TagRow, source: string): Promise<number> {
    for (let count = 0; ; ) {
      const rows = await storage.transaction(async (trx) => {
        const some = await someTagged(trx, id, rowsPerStep);
        const ids = some.map((row) => row.id);
        await tagMarks.remove(trx, id, ids);
        const note = { source, at: now() };
        await appendChanges(
          storage,
          trx,
          some.map((row) => changeOf(row, { tags: [[name], []] }, note)),
        );
        return some;
      });
      await ring(parts, rows);
      count += rows.length;
      if (rows.length < rowsPerStep) return count;
    }
  }

  return {
    list: async (principal) => byName(await shown(principal, await readTags(storage.db))),

    async create(principal, { name, color }) {
      requireUnbound(principal, 'contacts:write');
      const row = await storage.transaction(async (trx) =>
        insertTag(trx, { name: freeName(await readTags(trx), name), color, created_at: now() }),
      );
      return await shownOne(principal, row);
    },

    async change(principal, id, { name, color }) {
      requireUnbound(principal, 'contacts:write');
      const row = await storage.transaction(async (trx) => {
        const all = await readTags(trx);
        const known = found(all, id);
        const patch = { ...(name !== undefined && { name: freeName(all, name, id) }), ...(color && { color }) };
        await updateTag(trx, id, patch);
        return { ...known, ...patch };
      });
      return await shownOne(principal, row);
    },

    async remove(principal, id) {
      requireUnbound(principal, 'contacts:write');
      const tag = found(await readTags(storage.db), id);
      const contacts_count = await takeFromAll(tag, sourceOf(principal));
      return await storage.transaction(async (trx) => {
        const rules = (await readRules(trx)).filter(({ tag_id }) => tag_id === id).map(named);
        const segments = (await readSegments(trx)).filter((each) => mentions(each.query, id)).map(named);
        await deleteTag(trx, id);
        const { name, color } = tag;
        return { tag: { id, name, color }, removed: { contacts_count, rules, segments } };
      });
    },

    async put(principal, id, { tag_ids, applies_to }) {
      const note = { source: sourceOf(principal), at: now() };
      const rows = await storage.transaction(async (trx) => {
        const targets = await readTargets(storage, trx, principal.sessions, { id, applies_to });
        await putTags(parts, trx, targets, new Set(tag_ids), note);
        return targets;
      });
      await ring(parts, rows);
    },
  };
}

/** Gives rows exactly these tags. Throws `tag_not_found`. */
async function putTags(
  { storage }: CareParts,
  trx: Db,
  rows: CareRow[],
  wanted: ReadonlySet<number>,
  note: { source: string; at: string },
): Promise<void> {
  const names = new Map((await readTags(trx)).map(({ id, name }) => [id, name]));
  for (const id of wanted) if (!names.has(id)) throw new AppError('tag_not_found');
  const has = await tagMarks.readAll(
    trx,
    rows.map((row) => row.id),
  );
  const given: Mark = { added_at: note.at, source: note.source };
  const changes = [];
  for (const row of rows) {
    const before = has.get(row.id) ?? new Map<number, Mark>();
    const added = [...wanted].filter((tag) => !before.has(tag));
    const removed = [...before.keys()].filter((tag) => !wanted.has(tag));
    for (const tag of added) await tagMarks.add(storage, trx, tag, new Map([[row.id, given]]));
    for (const tag of removed) await tagMarks.remove(trx, tag, [row.id]);
    const namesOf = (ids: number[]) => ids.map((each) => names.get(each) ?? String(each));
    if (added.length + removed.length > 0)
      changes.push(changeOf(row, { tags: [namesOf(removed), namesOf(added)] }, note));
  }
  await appendChanges(storage, trx, changes);
}

function found(all: TagRow[], id: number): TagRow {
  const row = all.find((each) => each.id === id);
  if (!row) throw new AppError('tag_not_found');
  return row;
}

function named({ id, name }: Named): Named {
  return { id, name };
}

function mentions({ filter }: { filter?: { any: { all: { field: string }[] }[] } | undefined }, tag: number): boolean {
  const conditions = filter?.any.flatMap(({ all }) => all) ?? [];
  return conditions.some((each) => each.field === 'tag' && 'in' in each && (each.in as number[]).includes(tag));
}
