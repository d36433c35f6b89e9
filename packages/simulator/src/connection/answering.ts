import { SERVER_JID } from '../wire/jids.ts';
import type { WireNode } from '../wire/node.ts';
import { node } from '../wire/node.ts';
import { answerAppState } from './app-state.ts';
import { answerBasics } from './basics.ts';
import { spoilGroups } from './group-faults.ts';
import type { FaultPlace } from './query-kind.ts';
import { faultPlace } from './query-kind.ts';
import type { Session } from './session.ts';

/** The children of a result, or an error; undefined when the query is not understood. */
export type Answer = { result: WireNode[] } | { error: { code: number; text: string } } | undefined;

const RATE_OVERLIMIT = { error: { code: 429, text: 'rate-overlimit' } };
const NOT_IMPLEMENTED = { error: { code: 501, text: 'feature-not-implemented' } };

/** Answers a query, as late and as badly as the switched-on faults say. */
export function scheduleAnswer(session: Session, query: WireNode): void {
  const place = faultPlace(query);
  if (!place) {
    answer(session, query);
    return;
  }
  const { clock, faults } = session.core;
  const where = { account: session.phone.account.person.phone, on: place };
  if (faults.strike('no-answer', where)) return;
  const slow = faults.strike('slow-answer', where);
  if (slow) clock.schedule(slow.ms, () => answer(session, query, place));
  else answer(session, query, place);
}

function answer(session: Session, query: WireNode, place?: FaultPlace): void {
  const { core, link, phone } = session;
  const account = phone.account.person.phone;
  const isLimited = place && core.faults.strike('rate-overlimit', { account, on: place });
  const reply = toReply(query, isLimited ? RATE_OVERLIMIT : findAnswer(session, query));
  if (place && core.faults.strike('drop-mid-reply', { account, on: place })) link.sendHalf(reply);
  else link.send(reply);
}

function findAnswer(session: Session, query: WireNode): NonNullable<Answer> {
  const own = answerBasics(session, query) ?? answerAppState(session, query);
  if (own) return own;
  const { account } = session.phone;
  const { faults, responders, world } = session.core;
  for (const respond of responders) {
    const found = respond(query, { account, world });
    if (found) return spoilGroups(faults, account.person.phone, query, found);
  }
  return NOT_IMPLEMENTED;
}

function toReply(query: WireNode, answered: NonNullable<Answer>): WireNode {
  const { id, to = SERVER_JID } = query.attrs;
  if ('result' in answered) return node('iq', { id, from: to, type: 'result' }, answered.result);
  const { code, text } = answered.error;
  return node('iq', { id, from: to, type: 'error' }, [node('error', { code: String(code), text })]);
}
