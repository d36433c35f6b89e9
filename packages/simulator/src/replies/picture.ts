import { createHash } from 'node:crypto';
import { child } from '../wire/children.ts';
import { jidUser } from '../wire/jids.ts';
import { node } from '../wire/node.ts';
import type { Group, Person, World } from '../world/types.ts';
import { isGet } from './query.ts';
import type { Responder } from './types.ts';

/**
 * Answers `w:profile:picture get`, of a person by phone or LID and of a group: 404 item-not-found without a picture,
 * 401 not-authorized for a private one. The address looks like WhatsApp's and nothing is served there.
 */
export const answerPicture: Responder = (query, { world }) => {
  if (!isGet(query, 'w:profile:picture')) return undefined;
  const owner = findOwner(world, query.attrs['target'] ?? '');
  if (!owner?.picture || owner.picture === 'none') return { error: { code: 404, text: 'item-not-found' } };
  if (owner.picture === 'private') return { error: { code: 401, text: 'not-authorized' } };
  const type = child(query, 'picture')?.attrs['type'] === 'image' ? 'image' : 'preview';
  const id = pictureId(owner);
  return { result: [node('picture', { id, type, url: `https://pps.whatsapp.net/v/${id}-${type}.jpg` })] };
};

/** The id of a person's or group's picture: ten digits, another one for each picture. */
export function pictureId(owner: Person | Group): string {
  const own = 'lid' in owner ? owner.lid : owner.id;
  const key = owner.pictureVersion ? `${own} ${owner.pictureVersion}` : own;
  return String(1_000_000_000 + createHash('sha1').update(key).digest().readUInt32BE());
}

function findOwner(world: World, jid: string): Person | Group | undefined {
  const user = jidUser(jid);
  if (jid.endsWith('@g.us')) return world.groups.find((group) => group.id === user);
  return world.people.find((person) => (jid.endsWith('@lid') ? person.lid : person.phone) === user);
}
