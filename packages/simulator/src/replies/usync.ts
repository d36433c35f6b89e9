import { child, children } from '../wire/children.ts';
import { jidUser, lidJid, phoneJid } from '../wire/jids.ts';
import { node, type WireNode } from '../wire/node.ts';
import type { Person } from '../world/types.ts';
import { isGet, textOf } from './query.ts';
import type { Responder } from './types.ts';

type Directory = Map<string, Person>;

/**
 * Answers `usync get` for the protocols `contact` (is this number on WhatsApp?) and `lid` (which LID has this number?).
 * Unknown numbers come back as `contact{type=out}` and without `lid`; a phone is never told for a LID. Other protocols
 * are left out of the answer.
 */
export const answerUsync: Responder = (query, { world }) => {
  if (!isGet(query, 'usync')) return undefined;
  const usync = child(query, 'usync');
  const asked = usync && child(usync, 'query');
  const list = usync && child(usync, 'list');
  if (!asked || !list) return { error: { code: 400, text: 'bad-request' } };
  const directory: Directory = new Map(world.people.map((person) => [person.phone, person]));
  const protocols = new Set(children(asked).map((protocol) => protocol.tag));
  const users = children(list).map((user) => answerUser(user, protocols, directory));
  return { result: [node('usync', usync.attrs, [node('list', {}, users)])] };
};

function answerUser(user: WireNode, protocols: Set<string>, directory: Directory): WireNode {
  const contact = child(user, 'contact');
  const number = contact && textOf(contact);
  const digits = number?.replace(/\D/g, '') ?? jidUser(user.attrs['jid'] ?? '');
  const person = lookUp(directory, digits);
  const jid = user.attrs['jid'] ?? phoneJid(person?.phone ?? digits);
  const answers: WireNode[] = [];
  if (protocols.has('contact')) answers.push(node('contact', { type: person ? 'in' : 'out' }, number));
  if (protocols.has('lid') && person) answers.push(node('lid', { val: lidJid(person.lid) }));
  return node('user', { jid }, answers);
}

// WhatsApp finds Brazilian accounts with and without the ninth digit, and Mexican ones with and without the 1.
function lookUp(directory: Directory, digits: string): Person | undefined {
  const spellings = [digits, digits.replace(/^(55\d\d)9(\d{8})$/, '$1$2'), digits.replace(/^52(\d{10})$/, '521$1')];
  return spellings.map((spelling) => directory.get(spelling)).find((person) => person !== undefined);
}
