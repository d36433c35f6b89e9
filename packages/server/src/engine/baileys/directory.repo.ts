import { type Selectable, sql } from 'kysely';
import { chunksOf } from '../../core/index.ts';
import type { BulkWriter, Db, EngineDirectoryTable } from '../../storage/index.ts';

export type DirectoryRow = Selectable<EngineDirectoryTable>;

/** Where a fact about a person comes from: the address book, a chat, the person's own profile, WhatsApp's verification. */
export type FactKind = 'book' | 'chat' | 'push' | 'verified';

/** A name by one source; null when the source knows the person but no name. */
export type Fact = { kind: FactKind; jid: string; name: string | null };

const nameColumn = { book: 'saved_name', chat: 'chat_name', push: 'push_name', verified: 'verified_name' } as const;
const flagColumn = { book: 'in_address_book', chat: 'has_chat', push: undefined, verified: undefined } as const;

/** Saves facts of one kind, at most one per id. A null name never overwrites a known one. */
export async function saveFacts(
  db: Db,
  bulk: BulkWriter,
  sessionId: string,
  kind: FactKind,
  names: Map<string, string | null>,
): Promise<void> {
  if (names.size === 0) return;
  const name = nameColumn[kind];
  const flag = flagColumn[kind];
  const rows = [...names].map(([jid, value]) => ({ ...emptyRow(sessionId, jid), ...flags(kind), [name]: value }));
  await bulk.upsert(db, 'engine_directory', rows, {
    key: ['session_id', 'jid'],
    columns: flag ? [name, flag] : [name],
    keepWhenNull: [name],
  });
}

/** The next rows by id, after `cursor`. */
export async function listDirectory(db: Db, sessionId: string, cursor: string, limit: number): Promise<DirectoryRow[]> {
  return await db
    .selectFrom('engine_directory')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('jid', '>', cursor)
    .orderBy('jid')
    .limit(limit)
    .execute();
}

export async function findDirectoryRows(db: Db, sessionId: string, jids: string[]): Promise<Map<string, DirectoryRow>> {
  const found = new Map<string, DirectoryRow>();
  for (const part of chunksOf(jids)) {
    const query = db.selectFrom('engine_directory').selectAll().where('session_id', '=', sessionId);
    for (const row of await query.where('jid', 'in', part).execute()) found.set(row.jid, row);
  }
  return found;
}

/** How many people the directory holds: a row by LID counts only when its phone has no row of its own. */
export async function countPeople(db: Db, sessionId: string): Promise<number> {
  const all = await db
    .selectFrom('engine_directory')
    .where('session_id', '=', sessionId)
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  const doubles = await db
    .selectFrom('engine_lid_map as pair')
    .where('pair.session_id', '=', sessionId)
    .innerJoin('engine_directory as by_lid', (join) =>
      join
        .onRef('by_lid.session_id', '=', 'pair.session_id')
        .on('by_lid.jid', '=', sql<string>`concat(pair.lid, '@lid')`),
    )
    .innerJoin('engine_directory as by_phone', (join) =>
      join
        .onRef('by_phone.session_id', '=', 'pair.session_id')
        .on('by_phone.jid', '=', sql<string>`concat(pair.pn, '@s.whatsapp.net')`),
    )
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return Number(all.n) - Number(doubles.n);
}

/** Ids in the address book, all of them. */
export async function listBookIds(db: Db, sessionId: string): Promise<string[]> {
  const query = db.selectFrom('engine_directory').select('jid').where('session_id', '=', sessionId);
  const rows = await query.where('in_address_book', '=', true).execute();
  return rows.map((row) => row.jid);
}

/** Takes people out of the address book; what else is known of them stays. */
export async function removeFromBook(db: Db, sessionId: string, jids: string[]): Promise<void> {
  for (const part of chunksOf(jids)) {
    await db
      .updateTable('engine_directory')
      .set({ in_address_book: false, saved_name: null })
      .where('session_id', '=', sessionId)
      .where('jid', 'in', part)
      .execute();
  }
}

/** Moves what is known under one id to another of the same person (a LID that WhatsApp replaced); names there stay. */
export async function moveRow(db: Db, bulk: BulkWriter, sessionId: string, from: string, to: string): Promise<void> {
  const rows = await findDirectoryRows(db, sessionId, [from, to]);
  const old = rows.get(from);
  if (!old) return;
  const merged = mergeRows({ ...(rows.get(to) ?? emptyRow(sessionId, to)) }, old);
  const columns = [...Object.values(nameColumn), 'in_address_book', 'has_chat'];
  await bulk.upsert(db, 'engine_directory', [merged], { key: ['session_id', 'jid'], columns });
  await db.deleteFrom('engine_directory').where('session_id', '=', sessionId).where('jid', '=', from).execute();
}

/** What two rows of one person tell together; the first one's names win. */
export function mergeRows(row: DirectoryRow, other: DirectoryRow): DirectoryRow {
  return {
    session_id: row.session_id,
    jid: row.jid,
    saved_name: row.saved_name ?? other.saved_name,
    chat_name: row.chat_name ?? other.chat_name,
    push_name: row.push_name ?? other.push_name,
    verified_name: row.verified_name ?? other.verified_name,
    in_address_book: row.in_address_book || other.in_address_book,
    has_chat: row.has_chat || other.has_chat,
  };
}

export async function deleteDirectory(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('engine_directory').where('session_id', '=', sessionId).execute();
}

function emptyRow(sessionId: string, jid: string): DirectoryRow {
  return {
    session_id: sessionId,
    jid,
    saved_name: null,
    chat_name: null,
    push_name: null,
    verified_name: null,
    in_address_book: false,
    has_chat: false,
  };
}

function flags(kind: FactKind): { in_address_book: boolean; has_chat: boolean } {
  return { in_address_book: kind === 'book', has_chat: kind === 'chat' };
}
