import { type ContactSort, type Contact as ShownContact, contact as shownContact } from '@grabber/contract';
import { type Page, readPage, type Storage, selectAlong } from '../storage/index.ts';
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

/** One page of a session's people and groups (neither its owner nor the trash). Throws `cursor_invalid`. */
export async function pageContacts(
  storage: Storage,
  sessionId: string,
  { type, total, ...wish }: PageOptions,
): Promise<Page<ShownContact> & { total?: number }> {
  const page = await readPage(rowsOf(storage, sessionId, type, wish.sort), {
    ...wish,
    sort: wish.sort.replace('name', 'sort_name'),
  });
  return total ? { ...page, total: await countRows(storage, sessionId, type) } : page;
}

function rowsOf(storage: Storage, sessionId: string, type: ShownContact['type'] | undefined, sort: ContactSort) {
  const columns = type ? ['session_id', 'type', 'sort_name', 'id'] : ['session_id', 'sort_name', 'id'];
  const table = sort.endsWith('name') ? selectAlong(storage, 'contacts', ...columns) : selectAlong(storage, 'contacts');
  const rows = table
    .select([...shownColumns, 'sort_name'])
    .where('session_id', '=', sessionId)
    .where('is_me', '=', false)
    .where('deleted_at', 'is', null);
  return type ? rows.where('type', '=', type) : rows;
}

async function countRows({ db }: Storage, sessionId: string, type: ShownContact['type'] | undefined): Promise<number> {
  const { individuals, groups } = await countContacts(db, sessionId);
  if (type === undefined) return individuals + groups;
  return type === 'group' ? groups : individuals;
}
