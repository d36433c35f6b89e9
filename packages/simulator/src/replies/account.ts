import { createAddressing } from '../phone/addresses.ts';
import { node } from '../wire/node.ts';
import { isGet } from './query.ts';
import type { Responder } from './types.ts';

/** Answers `blocklist get` with the people the account has blocked, each under the id by which the account knows them. */
export const answerBlocklist: Responder = (query, { account }) => {
  if (!isGet(query, 'blocklist')) return undefined;
  const addressOf = createAddressing(account);
  const items = account.blocked.map((person) => node('item', { jid: addressOf(person) }));
  return { result: [node('list', {}, items)] };
};

const privacy = {
  last: 'contacts',
  online: 'all',
  profile: 'all',
  status: 'contacts',
  readreceipts: 'all',
  groupadd: 'contacts',
  calladd: 'all',
};

/** Answers `privacy get` with the same common settings for every account. */
export const answerPrivacy: Responder = (query) => {
  if (!isGet(query, 'privacy')) return undefined;
  const categories = Object.entries(privacy).map(([name, value]) => node('category', { name, value }));
  return { result: [node('privacy', {}, categories)] };
};

/** Answers `abt get` (the server's switches): none that Baileys knows is on. */
export const answerProps: Responder = (query) => {
  if (!isGet(query, 'abt')) return undefined;
  const prop = node('prop', { name: 'simulator', value: '1' });
  return { result: [node('props', { protocol: '1', hash: 'simulator' }, [prop])] };
};
