import { lidOf, pnOf } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { EnginePerson } from '../engine.ts';
import { type DirectoryRow, findDirectoryRows, listDirectory, mergeRows } from './directory.repo.ts';
import { findLids, findPhones } from './lid-map.repo.ts';

const pageRows = 1000;

/** Everyone in the directory in pages, each person once, whether the rows came by phone, by LID or by both. */
export async function* listPeople(
  storage: Storage,
  sessionId: string,
  blocked: ReadonlySet<string>,
): AsyncGenerator<EnginePerson[]> {
  let cursor = '';
  for (;;) {
    const rows = await listDirectory(storage.db, sessionId, cursor, pageRows);
    const last = rows.at(-1);
    if (!last) return;
    cursor = last.jid;
    yield await peopleOf(storage, sessionId, rows, blocked);
    if (rows.length < pageRows) return;
  }
}

/** What is known of these people, each once; also of those of whom only their ids are known. */
export async function findPeople(
  { db }: Storage,
  sessionId: string,
  jids: string[],
  blocked: ReadonlySet<string>,
): Promise<EnginePerson[]> {
  const lidByPhone = await findLids(
    db,
    sessionId,
    jids.map((jid) => pnOf(jid)).filter((digits) => digits !== undefined),
  );
  const phoneByLid = await findPhones(
    db,
    sessionId,
    jids.map((jid) => lidOf(jid)).filter((digits) => digits !== undefined),
  );
  const pairs = new Map<string, string | undefined>();
  for (const jid of jids) {
    const other = otherJid(jid, lidByPhone, phoneByLid);
    if (other && lidOf(jid)) pairs.set(other, jid);
    else pairs.set(jid, other ?? pairs.get(jid));
  }
  const ids = [...pairs].flat().filter((jid) => jid !== undefined);
  const rows = await findDirectoryRows(db, sessionId, ids);
  return [...pairs].flatMap(([jid, other]) => {
    const [row, otherRow] = [rows.get(jid), other ? rows.get(other) : undefined];
    const known = row && otherRow ? mergeRows(row, otherRow) : (row ?? otherRow ?? emptyRow);
    return personOf({ ...known, jid }, other, blocked.has(jid) || (other !== undefined && blocked.has(other))) ?? [];
  });
}

/** A person who is blocked and of whom nothing else is known. */
export function blockedStranger(jid: string): EnginePerson | undefined {
  return personOf({ ...emptyRow, jid }, undefined, true);
}

/** A row by LID whose phone has a row of its own is told with that one. */
async function peopleOf(
  storage: Storage,
  sessionId: string,
  rows: DirectoryRow[],
  blocked: ReadonlySet<string>,
): Promise<EnginePerson[]> {
  const phones = rows.map((row) => pnOf(row.jid)).filter((digits) => digits !== undefined);
  const lids = rows.map((row) => lidOf(row.jid)).filter((digits) => digits !== undefined);
  const lidByPhone = await findLids(storage.db, sessionId, phones);
  const phoneByLid = await findPhones(storage.db, sessionId, lids);
  const others = [
    ...lidByPhone.values().map((lid) => `${lid}@lid`),
    ...phoneByLid.values().map((pn) => `${pn}@s.whatsapp.net`),
  ];
  const otherRows = await findDirectoryRows(storage.db, sessionId, others);
  return rows.flatMap((row) => {
    const other = otherJid(row.jid, lidByPhone, phoneByLid);
    const otherRow = other ? otherRows.get(other) : undefined;
    if (otherRow && row.jid.endsWith('@lid')) return [];
    const isBlocked = blocked.has(row.jid) || (other !== undefined && blocked.has(other));
    const person = personOf(otherRow ? mergeRows(row, otherRow) : row, other, isBlocked);
    return person ? [person] : [];
  });
}

/** The person's other id, when the map knows it. */
function otherJid(id: string, lidByPhone: Map<string, string>, phoneByLid: Map<string, string>): string | undefined {
  const pn = phoneByLid.get(lidOf(id) ?? '');
  const lid = lidByPhone.get(pnOf(id) ?? '');
  if (pn) return `${pn}@s.whatsapp.net`;
  return lid ? `${lid}@lid` : undefined;
}

type Names = Omit<DirectoryRow, 'session_id'>;

const emptyRow: Names = {
  jid: '',
  saved_name: null,
  chat_name: null,
  push_name: null,
  verified_name: null,
  in_address_book: false,
  has_chat: false,
};

function personOf(row: Names, other: string | undefined, isBlocked: boolean): EnginePerson | undefined {
  const pn = pnOf(row.jid) ?? pnOf(other) ?? null;
  const lid = lidOf(row.jid) ?? lidOf(other) ?? null;
  if (!pn && !lid) return undefined;
  const { saved_name, chat_name, push_name, verified_name, in_address_book, has_chat } = row;
  return {
    pn,
    lid,
    saved_name,
    chat_name,
    push_name,
    verified_name,
    in_address_book,
    has_chat,
    is_blocked: isBlocked,
    is_business: verified_name !== null,
    profile_picture: null,
  };
}
