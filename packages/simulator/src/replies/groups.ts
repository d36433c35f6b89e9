import { child, children } from '../wire/children.ts';
import { groupJid } from '../wire/jids.ts';
import { node, type WireNode } from '../wire/node.ts';
import { groupNode } from './group-node.ts';
import { isGet } from './query.ts';
import type { Responder } from './types.ts';

/** What `malform` can take away; the `missing` of the fault `malformed-groups`. */
export type MissingPart = 'id' | 'subject' | 'participants' | 'participant-jid';

/**
 * Answers `w:g2 get` with all groups of the account (`participating`) or with one (`query`): 404 when there is no such
 * group, 403 when the account is not in it. Community parents are groups like others.
 */
export const answerGroups: Responder = (query, { account, world }) => {
  if (!isGet(query, 'w:g2')) return undefined;
  if (child(query, 'participating')) return { result: [node('groups', {}, account.groups.map(groupNode))] };
  if (!child(query, 'query')) return undefined;
  const group = world.groups.find((other) => groupJid(other.id) === query.attrs['to']);
  if (!group) return { error: { code: 404, text: 'item-not-found' } };
  if (!account.groups.includes(group)) return { error: { code: 403, text: 'forbidden' } };
  return { result: [groupNode(group)] };
};

/**
 * A damaged copy of a `groups` answer, or of one `group`. Every second group, from the first on, loses the part, so that
 * a careful client can be seen to keep the others; with `participant-jid` every second member of these loses the address.
 */
export function malform(answer: WireNode, missing: MissingPart): WireNode {
  if (answer.tag === 'group') return strip(answer, missing);
  const groups = children(answer);
  return { ...answer, content: groups.map((group, position) => (position % 2 === 0 ? strip(group, missing) : group)) };
}

function strip(group: WireNode, missing: MissingPart): WireNode {
  if (missing === 'id' || missing === 'subject') return withoutAttribute(group, missing);
  const parts = children(group);
  if (missing === 'participants') return { ...group, content: parts.filter((part) => part.tag !== 'participant') };
  let position = 0;
  const content = parts.map((part) => {
    if (part.tag !== 'participant') return part;
    position += 1;
    return position % 2 === 1 ? withoutAttribute(part, 'jid') : part;
  });
  return { ...group, content };
}

function withoutAttribute(stanza: WireNode, name: string): WireNode {
  const attrs = Object.fromEntries(Object.entries(stanza.attrs).filter(([key]) => key !== name));
  return { ...stanza, attrs };
}
