import { type ContactSort, type Contact as ShownContact, contact as shownContact } from '@grabber/contract';
import { type PageWish, readPage, type Storage, selectAlong, sqliteJsonFields } from '../storage/index.ts';
import { type JsonList, jsonList, sqliteJsonRows } from './json-rows.repo.ts';
import { countContacts } from './list.repo.ts';

/** Which page of a session's contacts. */
export type PageOptions = {
  type?: ShownContact['type'] | undefined;
  limit: number;
  sort: ContactSort;
  cursor?: string | undefined;
  /** Whether to count all rows of the list. */
  total: boolean;
};

const shownColumns = Object.keys(shownContact.shape) as (keyof ShownContact)[];
const jsonFields = sqliteJsonFields('contacts', shownColumns);

/** A page whose rows are JSON already, and the size of the whole list where it was asked for. */
export type JsonPage = { rows: JsonList; next_cursor: string | null; total?: number };

/** One page of a session's people and groups (neither its owner nor the trash), as the list of an answer. Throws `cursor_invalid`. */
export async function pageContacts(
  storage: Storage,
  sessionId: string,
  { type, total, ...wish }: PageOptions,
): Promise<JsonPage> {
  const { rows, next_cursor } = await readJson(storage, rowsOf(storage, sessionId, type, wish.sort), {
    ...wish,
    sort: wish.sort.replace('name', 'sort_name'),
  });
  return total ? { rows, next_cursor, total: await countRows(storage, sessionId, type) } : { rows, next_cursor };
}

type Rows = ReturnType<typeof rowsOf>;

async function readJson(storage: Storage, table: Rows, wish: PageWish): Promise<JsonPage> {
  if (storage.dialect === 'sqlite') {
    const { rows: places, next_cursor } = await readPage(table.select(['id', 'sort_name', 'contact_id']), wish);
    const ids = places.map(({ id }) => id);
    return { rows: await sqliteJsonRows(storage, ids, jsonFields), next_cursor };
  }
  const { rows, next_cursor } = await readPage(table.select([...shownColumns, 'sort_name']), wish);
  return { rows: jsonList(rows.map(({ sort_name: _, ...row }) => row)), next_cursor };
}

function rowsOf(storage: Storage, sessionId: string, type: ShownContact['type'] | undefined, sort: ContactSort) {
  const columns = type ? ['session_id', 'type', 'sort_name', 'id'] : ['session_id', 'sort_name', 'id'];
  const table = sort.endsWith('name') ? selectAlong(storage, 'contacts', ...columns) : selectAlong(storage, 'contacts');
  const rows = table.where('session_id', '=', sessionId).where('is_me', '=', false).where('deleted_at', 'is', null);
  return type ? rows.where('type', '=', type) : rows;
}

async function countRows({ db }: Storage, sessionId: string, type: ShownContact['type'] | undefined): Promise<number> {
  const { individuals, groups } = await countContacts(db, sessionId);
  if (type === undefined) return individuals + groups;
  return type === 'group' ? groups : individuals;
}
