import { child, children } from '../wire/children.ts';
import type { WireNode } from '../wire/node.ts';
import { node } from '../wire/node.ts';
import type { Answer } from './answering.ts';
import type { Session } from './session.ts';

// A reply must fit one frame of 16 MB, whatever number of collections it answers.
const REPLY_BYTES = 8_000_000;

/** Pages of the collections a client asks for, as patches also where it would like a snapshot (§7). */
export function answerAppState(session: Session, query: WireNode): Answer {
  if (query.attrs['xmlns'] !== 'w:sync:app:state') return undefined;
  let room = REPLY_BYTES;
  const collections = children(child(query, 'sync')).map((asked) => {
    const { reply, bytes } = answerCollection(session, asked, room > 0);
    room -= bytes;
    return reply;
  });
  return { result: [node('sync', {}, collections)] };
}

function answerCollection({ phone, device }: Session, asked: WireNode, hasRoom: boolean) {
  const { name = '', version = '0' } = asked.attrs;
  const reader = phone.readerOf(device, name);
  if (!reader) {
    const error = node('error', { code: '404', text: 'item-not-found' });
    return { reply: node('collection', { name, type: 'error' }, [error]), bytes: 0 };
  }
  if (!hasRoom) return { reply: node('collection', { name, version, has_more_patches: 'true' }), bytes: 0 };
  const page = reader.pageAfter(Number(version));
  const attrs = {
    name,
    version: String(page.version),
    has_more_patches: page.hasMore ? 'true' : undefined,
  };
  const patches = page.patches.map((patch) => node('patch', {}, patch));
  const bytes = page.patches.reduce((sum, patch) => sum + patch.length, 0);
  return { reply: node('collection', attrs, patches.length > 0 ? [node('patches', {}, patches)] : []), bytes };
}
