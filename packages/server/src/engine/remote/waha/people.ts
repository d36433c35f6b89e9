import type { SyncPart } from '@grabber/contract';
import { AppError } from '../../../core/index.ts';
import type { EngineAccount, EngineFailure } from '../../engine.ts';
import type { PeopleRead } from '../gateway.ts';
import { failure, gatewayError, problemOf } from '../problem.ts';
import { buildPeople, createTurns, type RawPerson, readRows, type Turn } from '../reading/index.ts';
import { chatRow, contactRow } from './contact-row.ts';
import { loadLids, type Source } from './lids.ts';
import { pageRows, readArrays } from './paging.ts';

type Part = { people: RawPerson[]; failures: EngineFailure[]; missing: SyncPart[] };

/** The account's people: the LID map first, then contacts and chats, merged by it. */
export async function readPeople(source: Source, account: EngineAccount, signal: AbortSignal): Promise<PeopleRead> {
  const { client, own, session, book } = source;
  const turn = createTurns(signal);
  const lidProblems = await loadLids(source, 'contact', turn, signal);
  const sorted = { limit: pageRows, sortBy: 'id', sortOrder: 'asc' };
  const contacts = await readPart(['address_book', 'push_names'], turn, contactRow, (offset) =>
    client.get('/api/contacts/all', { signal, wait: 'list', query: { ...sorted, session, offset } }),
  );
  const chats = await readPart(['chats'], turn, chatRow, (offset) =>
    client.get(`${own}/chats`, { signal, wait: 'list', query: { ...sorted, offset } }),
  );
  const built = await buildPeople(book, [...contacts.people, ...chats.people], account, turn);
  const failures = [...lidProblems, ...contacts.failures, ...chats.failures, ...built.failures];
  return { people: built.people, failures, complete: true, missing: [...contacts.missing, ...chats.missing] };
}

/** One list. That the gateway cannot give it at all is told as a failure and leaves the others be. */
async function readPart(
  parts: SyncPart[],
  turn: Turn,
  schema: typeof contactRow,
  readPage: (offset: number) => Promise<unknown>,
): Promise<Part> {
  try {
    const { rows, whole } = await readArrays(readPage);
    const { items, failures } = await readRows(rows, schema, 'contact', turn);
    const people = items.filter((item) => item !== null);
    if (whole) return { people, failures, missing: [] };
    return {
      people,
      failures: [...failures, failure('contact', null, gatewayError('engine_too_old'))],
      missing: parts,
    };
  } catch (error) {
    const problem = problemOf(error);
    const bearable = problem === 'engine_too_old' || problem === 'store_not_enabled';
    if (!(error instanceof AppError) || !bearable) throw error;
    return { people: [], failures: [failure('contact', null, error)], missing: parts };
  }
}
