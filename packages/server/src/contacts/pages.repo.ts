import { type ContactSort, type Contact as ShownContact, contact as shownContact } from '@grabber/contract';
import { jsonRow, type Page, type PageWish, readPage, type Storage, selectAlong } from '../storage/index.ts';
import { countContacts } from './contacts.repo.ts';

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

/** One page of a session's people and groups (neither its owner nor the trash), each as the JSON text of an answer. Throws `cursor_invalid`. */
export async function pageContacts(
  storage: Storage,
  sessionId: string,
  { type, total, ...wish }: PageOptions,
): Promise<Page<string> & { total?: number }> {
  const { rows, next_cursor } = await readTexts(storage, rowsOf(storage, sessionId, type, wish.sort), {
    ...wish,
    sort: wish.sort.replace('name', 'sort_name'),
  });
  return total ? { rows, next_cursor, total: await countRows(storage, sessionId, type) } : { rows, next_cursor };
}

type Rows = ReturnType<typeof rowsOf>;

async function readTexts({ dialect }: Storage, table: Rows, wish: PageWish): Promise<Page<string>> {
  const json = jsonRow(dialect, shownColumns);
  if (json) {
    const page = await readPage(table.select(['id', 'sort_name', 'contact_id', json.as('text')]), wish);
    return { ...page, rows: page.rows.map(({ text }) => text) };
  }
  const page = await readPage(table.select([...shownColumns, 'sort_name']), wish);
  return { ...page, rows: page.rows.map(({ sort_name: _, ...row }) => JSON.stringify(row)) };
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
