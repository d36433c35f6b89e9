import type { BinaryNode } from '@whiskeysockets/baileys';
import { getBinaryNodeChild, getBinaryNodeChildren } from '@whiskeysockets/baileys';
import { AppError, toErrorData } from '../../core/index.ts';
import type { EngineFailure } from '../engine.ts';
import type { Connection } from './connection.ts';
import { deadline, toEngineError, until } from './errors.ts';
import { type ReadGroup, readGroup } from './group-node.ts';

/** All groups of one answer; those that could not be read stand in `failures`. */
export type GroupsAnswer = { groups: ReadGroup[]; failures: EngineFailure[] };

/**
 * Asks for all groups with rosters, in one query. The raw answer is read here, since the library's own call makes `{}` of "no answer"
 * and of "no groups" alike (trap 5).
 */
export async function askAllGroups(connection: Connection, timeout: number): Promise<GroupsAnswer> {
  const participating = {
    tag: 'participating',
    attrs: {},
    content: [
      { tag: 'participants', attrs: {} },
      { tag: 'description', attrs: {} },
    ],
  };
  const answer = await ask(connection, '@g.us', participating, timeout);
  const list = getBinaryNodeChild(answer, 'groups');
  if (!list) throw new AppError('upstream', { cause: new Error('the answer holds no list of groups') });
  const result: GroupsAnswer = { groups: [], failures: [] };
  for (const node of getBinaryNodeChildren(list, 'group')) readInto(result, node);
  return result;
}

/** Asks for one group. */
export async function askGroup(connection: Connection, id: string, timeout: number): Promise<ReadGroup> {
  const answer = await ask(connection, id, { tag: 'query', attrs: { request: 'interactive' } }, timeout);
  const node = getBinaryNodeChild(answer, 'group');
  if (!node) throw new AppError('upstream', { cause: new Error('the answer holds no group') });
  return readGroup(node);
}

async function ask({ sock, over }: Connection, to: string, content: BinaryNode, timeout: number): Promise<BinaryNode> {
  const query = { tag: 'iq', attrs: { to, xmlns: 'w:g2', type: 'get' }, content: [content] };
  try {
    const answer: BinaryNode | undefined = await until(sock.query(query), over, deadline(timeout));
    if (!answer) throw new AppError('timeout');
    return answer;
  } catch (error) {
    throw toEngineError(error);
  }
}

function readInto(result: GroupsAnswer, node: BinaryNode): void {
  try {
    result.groups.push(readGroup(node));
  } catch (error) {
    result.failures.push({ item: 'group', item_id: null, error: toErrorData(error, 'upstream') });
  }
}
