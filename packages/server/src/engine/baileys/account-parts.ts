import type { Storage } from '../../storage/index.ts';
import type { EngineEvent, EngineNews } from '../engine.ts';
import type { Sealer } from '../seal.ts';
import { createAddressBook } from './address-book.ts';
import { createBackoff } from './backoff.ts';
import { createCatchUp } from './catch-up.ts';
import { createContacts } from './contacts.ts';
import { createFirstSync, type FirstSync } from './first-sync.ts';
import { createGroups } from './groups.ts';
import { createLeftNumbers } from './left-numbers.ts';
import { identityOf } from './live-events.ts';
import type { Log } from './log.ts';
import { createNews, type News } from './news.ts';
import type { WorkerSettings } from './options.ts';
import { createRecentIds } from './recent-ids.ts';
import { wantsHistory } from './socket.ts';
import { createSyncInbox } from './sync-inbox.ts';
import { openSyncProgress } from './sync-progress.ts';
import { createWriter } from './writer.ts';

export type AccountDeps = {
  sessionId: string;
  storage: Storage;
  sealer: Sealer;
  settings: WorkerSettings;
  emit: (event: EngineEvent) => void;
  log: Log;
};

export type AccountParts = Awaited<ReturnType<typeof openParts>>;

/** What one account keeps across its sockets, wired together. */
export async function openParts({ sessionId, storage, sealer, settings, emit, log }: AccountDeps) {
  const { timings } = settings;
  const pace = { min: timings.backoffMin, max: timings.backoffMax };
  const progress = await openSyncProgress(storage, sessionId);
  const left = createLeftNumbers();
  const writer = createWriter({ storage, sessionId, left, delay: timings.write, log });
  const news: News = createNews({
    storage,
    sessionId,
    writer,
    left,
    delay: timings.write,
    isHeld: () => firstSync.isRunning(),
    emit,
    log,
  });
  const inbox = createSyncInbox({ storage, sealer, sessionId, wanted: wantsHistory });
  const shared = { storage, sessionId, writer, left, progress, timings };
  const book = createAddressBook({
    ...shared,
    backoff: createBackoff(pace),
    log,
    onChange(standing, removed) {
      news.add(removed.flatMap((jid) => unsaved(jid)));
      news.touch(standing);
    },
  });
  const firstSync: FirstSync = createFirstSync({
    inbox,
    writer,
    progress,
    book,
    timings,
    log,
    report(state, missing) {
      emit({ session_id: sessionId, type: 'sync', state, missing });
      // What came meanwhile waits no longer.
      if (state !== 'running') news.touch([]);
    },
  });
  const groups = createGroups({ ...shared, backoff: createBackoff(pace), minInterval: settings.groupsMinIntervalMs });
  const contacts = createContacts({
    ...shared,
    book,
    firstSync,
    minInterval: settings.addressBookMinIntervalMs,
    pictures: settings.pictures,
  });
  const catchUp = createCatchUp({
    ...shared,
    groups,
    book,
    news,
    minInterval: settings.groupsMinIntervalMs,
    pictures: settings.pictures,
    log,
  });
  const envelopes = createRecentIds();
  return { writer, inbox, book, firstSync, groups, contacts, news, catchUp, envelopes };
}

function unsaved(jid: string): EngineNews[] {
  const who = identityOf(jid);
  return who ? [{ kind: 'unsaved', who }] : [];
}
