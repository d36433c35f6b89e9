import type { SyncPart } from '@grabber/contract';
import { z } from 'zod';
import { AppError } from '../../../core/index.ts';
import type { EngineAccount, EngineFailure } from '../../engine.ts';
import type { PeopleRead } from '../gateway.ts';
import { failure, gatewayError, problemOf } from '../problem.ts';
import {
  buildPeople,
  claimOf,
  createTurns,
  id,
  maybeId,
  type RawPerson,
  readPages,
  readRows,
  size,
  type Turn,
  text,
  told,
} from '../reading/index.ts';
import { resultsOf, rowsOf } from './envelope.ts';
import type { Source } from './groups.ts';

const chatsPage = 100;

/**
 * Names are the address book's, but newer versions fill gaps with what people call themselves; nothing tells the two apart, so a name is taken for
 * the address book's. Whoever has none is only known from groups.
 */
const contactRow: z.ZodType<RawPerson> = z
  .looseObject({ jid: id, name: text, phone_jid: maybeId })
  .transform(({ jid, name, phone_jid }) => ({
    claim: claimOf([jid], phone_jid),
    saved_name: told(name),
    in_address_book: told(name) !== null,
  }));

const chatRow: z.ZodType<RawPerson> = z
  .looseObject({ jid: id, name: text })
  .transform(({ jid, name }) => ({ claim: claimOf([jid]), chat_name: told(name), has_chat: true }));

const totalFields = z.looseObject({ pagination: z.looseObject({ total: size }).nullish().catch(null) });

/** The account's people: the contacts, which come all at once, and the chats, page by page. */
export async function readPeople(source: Source, account: EngineAccount, signal: AbortSignal): Promise<PeopleRead> {
  const turn = createTurns(signal);
  const rows = rowsOf(await source.client.get('/user/my/contacts', { signal, wait: 'list' }));
  const contacts = await readRows(rows, contactRow, 'contact', turn);
  const chats = await readChats(source, turn, signal);
  const built = await buildPeople(source.book, [...contacts.items, ...chats.items], account, turn);
  const failures = [...contacts.failures, ...chats.failures, ...built.failures];
  return { people: built.people, failures, complete: true, missing: chats.missing };
}

type Chats = { items: RawPerson[]; failures: EngineFailure[]; missing: SyncPart[] };

/** A version that keeps no chats cannot tell them; the contacts are read all the same. */
async function readChats({ client }: Source, turn: Turn, signal: AbortSignal): Promise<Chats> {
  try {
    const { rows, whole } = await readPages(chatsPage, async (offset) => {
      const answer = await client.get('/chats', { signal, wait: 'list', query: { limit: chatsPage, offset } });
      return { rows: rowsOf(answer), total: totalFields.safeParse(resultsOf(answer)).data?.pagination?.total };
    });
    const { items, failures } = await readRows(rows, chatRow, 'contact', turn);
    return whole ? { items, failures, missing: [] } : { items, failures: [...failures, tooOld()], missing: ['chats'] };
  } catch (error) {
    if (!(error instanceof AppError) || problemOf(error) !== 'engine_too_old') throw error;
    return { items: [], failures: [tooOld()], missing: ['chats'] };
  }
}

function tooOld(): EngineFailure {
  return failure('contact', null, gatewayError('engine_too_old'));
}
