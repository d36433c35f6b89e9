import type { Change, ComparisonPart } from '@grabber/contract';
import { sql } from 'kysely';
import type { Visible } from '../auth/index.ts';
import type { ChangeEntity, ChangeKind, Db, Page, PageWish, Storage } from '../storage/index.ts';
import { readPage } from '../storage/index.ts';
import { isRename, namedChanges, toChange } from './named-changes.repo.ts';

/** Members of the largest community of WhatsApp, and more; a statement takes no more numbers. */
const mostMembers = 20_000;

export type Subject = { id: number; session_id: string; contact_id: string };

/** A contact or group that the caller may see; nobody sees the owner of an account. */
export async function findSubject(
  db: Db,
  type: 'individual' | 'group',
  id: number,
  visible: Visible,
): Promise<Subject | undefined> {
  const row = await db
    .selectFrom('contacts')
    .select(['id', 'session_id', 'contact_id'])
    .where('id', '=', id)
    .where('type', '=', type)
    .where('is_me', '=', false)
    .executeTakeFirst();
  return row && (visible === 'all' || visible.has(row.session_id)) ? row : undefined;
}

/** What happened to somebody, under their number and those of rows merged into theirs. */
export async function pageOfContact(db: Db, { id, session_id }: Subject, wish: PageWish): Promise<Page<Change>> {
  const ids = [id, ...(await oldIds(db, [id]))];
  const query = namedChanges(db)
    .where('changes.session_id', '=', session_id)
    .where('changes.entity', 'in', ['contact', 'membership'])
    .where('changes.entity_id', 'in', ids);
  return await pageOf(query, wish);
}

/** What happened to a group, and who came, went and changed role there. */
export async function pageOfGroup(db: Db, group: Subject, wish: PageWish): Promise<Page<Change>> {
  const { session_id, contact_id } = group;
  const members = await db
    .selectFrom('group_members')
    .select('contact_row_id')
    .where('session_id', '=', session_id)
    .where('group_id', '=', contact_id)
    .limit(mostMembers)
    .execute();
  const people = members.map(({ contact_row_id }) => contact_row_id);
  const all = [...people, ...(await oldIds(db, people))];
  const query = namedChanges(db)
    .where('changes.session_id', '=', session_id)
    .where('changes.entity_id', 'in', [group.id, ...all])
    .where((eb) =>
      eb.or([
        eb.and([eb('changes.entity', '=', 'group'), eb('changes.entity_id', '=', group.id)]),
        eb.and([eb('changes.entity', '=', 'membership'), eb('changes.group_id', '=', contact_id)]),
      ]),
    );
  return await pageOf(query, wish);
}

async function oldIds(db: Db, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('contact_aliases').select('old_id').where('contact_row_id', 'in', ids).execute();
  return rows.map(({ old_id }) => old_id);
}

/** Where in the log a grab stands: between the notes of its beginning and its end, where it has them. */
export type GrabBounds = { session_id: string; source: string; from: number; to: number };

export async function boundsOfGrab(db: Db, session_id: string, grabId: number): Promise<GrabBounds> {
  const notes = await db
    .selectFrom('changes')
    .select(['seq', 'kind'])
    .where('session_id', '=', session_id)
    .where('entity_id', '=', grabId)
    .where('entity', '=', 'grab')
    .execute();
  const seqOf = (kind: ChangeKind) => notes.find((note) => note.kind === kind)?.seq;
  return {
    session_id,
    source: `grab:${grabId}`,
    from: seqOf('created') ?? 0,
    to: seqOf('finished') ?? Number.MAX_SAFE_INTEGER,
  };
}

type Sort = { entity: ChangeEntity; kind: ChangeKind; renamed?: boolean };
const parts: Record<ComparisonPart, Sort> = {
  contacts_new: { entity: 'contact', kind: 'created' },
  contacts_renamed: { entity: 'contact', kind: 'updated', renamed: true },
  contacts_updated: { entity: 'contact', kind: 'updated', renamed: false },
  contacts_removed: { entity: 'contact', kind: 'removed' },
  contacts_restored: { entity: 'contact', kind: 'restored' },
  contacts_merged: { entity: 'contact', kind: 'merged' },
  groups_new: { entity: 'group', kind: 'created' },
  groups_renamed: { entity: 'group', kind: 'updated', renamed: true },
  groups_updated: { entity: 'group', kind: 'updated', renamed: false },
  groups_removed: { entity: 'group', kind: 'removed' },
  groups_restored: { entity: 'group', kind: 'restored' },
  members_joined: { entity: 'membership', kind: 'joined' },
  members_left: { entity: 'membership', kind: 'left' },
  roles_changed: { entity: 'membership', kind: 'role_changed' },
};

/** How many changes of each part a grab brought. */
export async function countParts(
  { db, dialect }: Storage,
  bounds: GrabBounds,
): Promise<Record<ComparisonPart, number>> {
  const rows = await ofGrab(db.selectFrom('changes'), bounds)
    .select((eb) => [
      'changes.entity',
      'changes.kind',
      eb.fn.countAll<number>().as('total'),
      sql<number>`sum(case when ${isRename(eb, dialect)} then 1 else 0 end)`.as('renamed'),
    ])
    .groupBy(['changes.entity', 'changes.kind'])
    .execute();
  const count = ([part, { entity, kind, renamed }]: [string, Sort]) => {
    const row = rows.find((each) => each.entity === entity && each.kind === kind);
    const [total, named] = [Number(row?.total ?? 0), Number(row?.renamed ?? 0)];
    return [part, renamed === undefined ? total : renamed ? named : total - named];
  };
  return Object.fromEntries(Object.entries(parts).map(count)) as Record<ComparisonPart, number>;
}

/** One page of a part, or of all that a grab changed. */
export async function pageOfPart(
  { db, dialect }: Storage,
  bounds: GrabBounds,
  part: ComparisonPart | undefined,
  wish: PageWish,
): Promise<Page<Change>> {
  let query = ofGrab(namedChanges(db), bounds);
  if (part) {
    const { entity, kind, renamed } = parts[part];
    query = query.where('changes.entity', '=', entity).where('changes.kind', '=', kind);
    if (renamed !== undefined) {
      query = query.where((eb) => (renamed ? isRename(eb as never, dialect) : eb.not(isRename(eb as never, dialect))));
    }
  }
  return await pageOf(query, wish);
}

function ofGrab<Query extends { where: unknown }>(query: Query, { session_id, source, from, to }: GrabBounds): Query {
  const changes = query as unknown as ReturnType<typeof namedChanges>;
  return changes
    .where('changes.session_id', '=', session_id)
    .where('changes.seq', '>=', from)
    .where('changes.seq', '<=', to)
    .where('changes.source', '=', source)
    .where('changes.entity', '<>', 'grab') as unknown as Query;
}

async function pageOf(query: ReturnType<typeof namedChanges>, wish: PageWish): Promise<Page<Change>> {
  const { rows, next_cursor } = await readPage(query, wish, { id: 'seq' });
  return { rows: rows.map(toChange), next_cursor };
}
