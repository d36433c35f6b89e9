import type { GrabKind } from '@grabber/contract';
import { type Contact, listContacts } from '../../contacts/index.ts';
import { systemClock } from '../../core/index.ts';
import type { EngineBatch } from '../../engine/index.ts';
import type { Storage } from '../../storage/index.ts';
import { insertGrab } from '../grabs.repo.ts';
import { createSaver, type SaveProgress, type Stream } from '../save/index.ts';

export const me = { pn: '6280000000000', lid: '900000' };

export type Pages = { contacts?: EngineBatch[]; groups?: EngineBatch[] };

/** Runs one grab of these pages, contacts first. */
export async function grab(storage: Storage, sessionId: string, pages: Pages): Promise<SaveProgress & { id: number }> {
  const kind: GrabKind = pages.contacts && pages.groups ? 'all' : pages.contacts ? 'contacts' : 'groups';
  const { id } = await insertGrab(storage, sessionId, kind, new Date().toISOString());
  const saver = await createSaver(storage, { sessionId, grabId: id, kind, me, resumed: false }, systemClock);
  for (const stream of ['contacts', 'groups'] satisfies Stream[]) {
    for (const page of pages[stream] ?? []) await saver.add(stream, page);
  }
  return { ...(await saver.finish()), id };
}

/** All rows of a session but the owner's, ordered by name. */
export async function rowsOf(storage: Storage, sessionId: string): Promise<Contact[]> {
  const rows: Contact[] = [];
  for await (const page of listContacts(storage.db, sessionId)) rows.push(...page);
  return rows;
}

/** The counts that are not zero. */
export function nonZero(counts: SaveProgress['counts']): Partial<SaveProgress['counts']> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}
