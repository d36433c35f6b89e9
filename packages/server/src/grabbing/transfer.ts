import type { GrabKind, SyncPart } from '@grabber/contract';
import { AppError } from '../core/index.ts';
import type { Engine, EngineBatch } from '../engine/index.ts';
import type { SaveProgress, Saver, Stream } from './save/index.ts';
import { untilAborted } from './until-aborted.ts';

/** Pages on their way to the data worker at a time: one is saved while the next is read. */
const pagesUnderway = 2;

const streamsOf: Record<GrabKind, Stream[]> = {
  groups: ['groups'],
  contacts: ['contacts'],
  all: ['contacts', 'groups'],
};

export type Transfer = {
  engine: Engine;
  saver: Saver;
  sessionId: string;
  kind: GrabKind;
  /** Only these groups. */
  groupIds?: readonly string[] | undefined;
  refreshAddressBook?: boolean;
  /** Aborts the reading; a failure to save does so, too. */
  controller: AbortController;
  onStage: (stage: Stream) => Promise<void>;
  onProgress: (progress: SaveProgress) => void;
};

/** Passes everything the engine tells on to the saver, never faster than it saves. Tells what the engine could not see. */
export async function transfer(job: Transfer): Promise<SyncPart[]> {
  const missing = new Set<SyncPart>();
  for (const stream of streamsOf[job.kind]) {
    await job.onStage(stream);
    for (const part of await transferStream(job, stream)) missing.add(part);
  }
  return [...missing];
}

async function transferStream(job: Transfer, stream: Stream): Promise<SyncPart[]> {
  const { saver, controller, onProgress } = job;
  const underway: Promise<SaveProgress>[] = [];
  let missing: SyncPart[] | undefined;
  for await (const batch of untilAborted(fetchStream(job, stream), controller.signal)) {
    const saved = saver.add(stream, batch);
    saved.then(onProgress, (error) => controller.abort(error));
    underway.push(saved);
    if (underway.length >= pagesUnderway) await underway.shift();
    if (batch.kind === 'end') missing = batch.missing;
  }
  await Promise.all(underway);
  if (!missing) throw new AppError('upstream', { cause: new Error(`the stream of ${stream} broke off`) });
  return missing;
}

function fetchStream(
  { engine, sessionId, groupIds, refreshAddressBook, controller }: Transfer,
  stream: Stream,
): AsyncIterable<EngineBatch> {
  const { signal } = controller;
  if (stream === 'groups') return engine.fetchGroups(sessionId, { signal, ids: groupIds });
  return engine.fetchContacts(sessionId, { signal, refresh: refreshAddressBook });
}
