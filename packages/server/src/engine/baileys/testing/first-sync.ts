import { expectedContacts } from '@grabber/simulator';
import { expect } from 'vitest';
import type { Lab, Watched } from './index.ts';

/** Starts linking the session `main` by QR; the first sync goes on. */
export async function scan(lab: Lab, watched: Watched): Promise<void> {
  const qr = watched.next('main', 'qr');
  await watched.engine.connect('main');
  await lab.phone().scan((await qr).qr_raw);
}

export const finished = (watched: Watched) => watched.next('main', 'sync', ({ state }) => state !== 'running');

/** Expects all that the account's owner may find of the address book, chats and push names. */
export async function expectEverybody(lab: Lab, watched: Watched): Promise<void> {
  const { people, end } = await watched.contacts('main');
  expect(end).toMatchObject({ complete: true, missing: [] });
  const known = new Map(people.map((person) => [person.lid ?? person.pn, person]));
  for (const expected of expectedContacts(lab.phone().account, lab.world)) {
    if (!expected.inAddressBook && !expected.hasChat) continue;
    expect(known.get(expected.lid) ?? known.get(expected.phone)).toMatchObject({
      saved_name: expected.savedName,
      push_name: expected.pushName,
      has_chat: expected.hasChat,
    });
  }
}
