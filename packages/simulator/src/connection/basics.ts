import type { PublicPreKey } from '../phone/device.ts';
import { child, childBytes, children } from '../wire/children.ts';
import type { WireNode } from '../wire/node.ts';
import { node } from '../wire/node.ts';
import type { Answer } from './answering.ts';
import type { Session } from './session.ts';

const EMPTY: Answer = { result: [] };

/** Queries that concern the connection and the device itself: keys, presence of the client, unlinking (§4). */
export function answerBasics(session: Session, query: WireNode): Answer {
  const { xmlns } = query.attrs;
  if (xmlns === 'w:p' || xmlns === 'w:stats' || xmlns === 'urn:xmpp:whatsapp:dirty') return EMPTY;
  if (xmlns === 'encrypt') return answerKeys(session, query);
  if (xmlns === 'passive') return becomeActive(session, query);
  if (xmlns === 'md' && child(query, 'remove-companion-device')) return logOut(session);
  return undefined;
}

function answerKeys({ device }: Session, query: WireNode): Answer {
  if (child(query, 'count')) return { result: [node('count', { value: String(device.oneTimeKeys.length) })] };
  if (child(query, 'digest')) return { result: [node('digest')] };
  const rotated = child(query, 'rotate');
  if (rotated) {
    device.signedPreKey = readKey(child(rotated, 'skey'));
    return EMPTY;
  }
  const uploaded = child(query, 'list');
  if (!uploaded) return undefined;
  device.oneTimeKeys.push(...children(uploaded).map(readKey));
  device.signedPreKey = readKey(child(query, 'skey'));
  return EMPTY;
}

function readKey(from: WireNode | undefined): PublicPreKey {
  return { id: childBytes(from, 'id').readUIntBE(0, 3), publicKey: childBytes(from, 'value') };
}

function becomeActive(session: Session, query: WireNode): Answer {
  // After the reply: the client must know that it is active before missed stanzas come.
  if (child(query, 'active')) queueMicrotask(session.goOnline);
  return EMPTY;
}

function logOut({ phone, device }: Session): Answer {
  queueMicrotask(() => phone.unlink(device));
  return EMPTY;
}
