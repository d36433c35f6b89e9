import { cleanName } from '../../contacts/index.ts';
import { parseJid, storableText } from '../../core/index.ts';
import type { EngineFailure } from '../../engine/index.ts';
import type { SaveState, Stream } from './state.ts';

type Failure = {
  item: EngineFailure['item'];
  item_id: string | null;
  reason: string;
  code?: EngineFailure['error']['code'];
};

const idLength = 255;
const reasonLength = 1000;

/** Lists an item that could not be read, and keeps what it may stand for from being taken for gone. */
export function noteFailure(state: SaveState, stream: Stream, failure: Failure): void {
  const { item, item_id, reason, code = 'upstream' } = failure;
  state.errors += 1;
  const { grabId: grab_id } = state.job;
  if (grab_id === null) return;
  state.failures.push({
    grab_id,
    session_id: state.job.sessionId,
    item,
    item_id: typeof item_id === 'string' ? storableText(item_id, idLength) : null,
    code,
    reason: storableText(cleanName(reason) ?? code, reasonLength),
    at: state.at,
  });
  if (item === 'group' && !spareGroup(state, item_id)) state.streams[stream].blind = true;
  if (item === 'contact' && !sparePerson(state, item_id)) state.streams[stream].blind = true;
}

/** Takes in the items that the engine could not read. */
export function takeFailure(state: SaveState, stream: Stream, { item, item_id, error }: EngineFailure): void {
  noteFailure(state, stream, { item, item_id, code: error.code, reason: error.reason });
}

function spareGroup(state: SaveState, id: string | null): boolean {
  if (parseJid(id)?.kind !== 'group' || id === null) return false;
  const group = state.groups.get(id);
  if (group) group.tracked.came = true;
  return true;
}

function sparePerson(state: SaveState, id: string | null): boolean {
  const jid = parseJid(id);
  if (!jid || jid.kind === 'group') return false;
  const person = jid.kind === 'pn' ? state.byPn.get(jid.digits) : state.byLid.get(jid.digits);
  if (!person) return true;
  person.toldSaved ||= person.row.in_address_book;
  person.toldChat ||= person.row.has_chat;
  person.toldBlocked ||= person.row.status === 'blocked';
  return true;
}
