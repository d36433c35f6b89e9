import type { SyncPart, SyncState } from '@grabber/contract';
import type { BaileysEventMap } from '@whiskeysockets/baileys';
import { downloadAndProcessHistorySyncNotification, proto } from '@whiskeysockets/baileys';
import { isoTime, toErrorData } from '../../core/index.ts';
import type { AddressBook } from './address-book.ts';
import type { Connection } from './connection.ts';
import { fromHistory } from './facts.ts';
import type { Log } from './log.ts';
import { silentLogger } from './silent-logger.ts';
import { inboxPart, type SyncInbox } from './sync-inbox.ts';
import type { SyncProgress } from './sync-progress.ts';
import type { SyncStateRow } from './sync-state.repo.ts';
import type { EngineTimings } from './timings.ts';
import type { Writer } from './writer.ts';

type HistoryEvent = BaileysEventMap['messaging-history.set'];
type HistoryKind = { syncType?: number | null | undefined; progress?: number | null | undefined };

const { HistorySyncType } = proto.HistorySync;

export type FirstSync = {
  opened(connection: Connection, fresh: boolean): void;
  history(event: HistoryEvent): void;
  /** The phone shared its app-state key: its address book can be read. */
  keyArrived(saved: Promise<void>): void;
  /** Baileys went through its own first sync of the app state. */
  appStateRead(): void;
  closed(): void;
  /** Whether more is expected on this connection. */
  isRunning(): boolean;
  /** Resolves when nothing more is expected for now. */
  quiet(): Promise<void>;
};

/**
 * Follows the first sync after linking (whatsapp-protocol.md, E1 and E2): the phone sends chats and push names once, in chunks, and nothing
 * says which is the last. When it has been quiet for long enough, what can be asked again is asked (the address book), and the
 * rest is reported as missing. What comes later still counts.
 */
export function createFirstSync({
  inbox,
  writer,
  progress,
  book,
  timings,
  report,
  log,
}: {
  inbox: SyncInbox;
  writer: Writer;
  progress: SyncProgress;
  book: AddressBook;
  timings: EngineTimings;
  report: (state: SyncState, missing: SyncPart[]) => void;
  log: Log;
}): FirstSync {
  let connection: Connection | undefined;
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let patience = timings.resumedQuiet;
  let quiet = Promise.withResolvers<void>();
  let lastChunkCame = false;
  let tail: Promise<void> = Promise.resolve();

  /** One step after the other; a failed one is logged, and what it left undone is found when all is quiet. */
  function inTurn(step: () => Promise<void>): void {
    tail = tail.then(step).catch((error: unknown) => {
      log.warn({ error: toErrorData(error) }, 'a step of the first sync failed');
    });
  }

  function listenOn(): void {
    clearTimeout(timer);
    if (!connection) return;
    timer = setTimeout(() => inTurn(conclude), waitFor(connection));
  }

  function waitFor({ auth }: Connection): number {
    const { has_chats, has_push_names, has_address_book } = progress.row();
    if (!lastChunkCame || !has_chats || !has_push_names || !auth.creds.myAppStateKeyId) return patience;
    return has_address_book ? timings.settle : timings.ownBook;
  }

  async function record(event: HistoryKind, itemId: string | undefined): Promise<void> {
    if (isLastChunk(event)) lastChunkCame = true;
    await writer.settle(async (trx) => {
      await progress.change(flagsOf(event), trx);
      if (itemId) await inbox.forget(trx, [itemId]);
    });
  }

  async function conclude(): Promise<void> {
    const current = connection;
    if (!current) return;
    // What was awaited for so long has failed: its copy is read instead.
    inbox.giveUp();
    await replay(current);
    if (!progress.row().has_address_book && current.auth.creds.myAppStateKeyId) {
      await book.refresh(current).catch((error: unknown) => {
        log.warn({ error: toErrorData(error) }, 'the address book could not be read yet');
      });
    }
    if (connection !== current) return;
    // A phone that has gone through its whole history and told no push names knows none.
    if (lastChunkCame && progress.row().has_chats) await progress.change({ has_push_names: true });
    const missing = progress.missing();
    await progress.change({ history_complete: missing.length === 0 });
    running = false;
    report(missing.length === 0 ? 'complete' : 'incomplete', missing);
    quiet.resolve();
  }

  /** Goes through what was received and saved but never worked in: the program ended, or a download failed. */
  async function replay(current: Connection): Promise<void> {
    const failed = new Set<SyncPart>();
    for (const id of await inbox.leftovers()) {
      await replayItem(current, id).catch((error: unknown) => {
        failed.add(inboxPart(id));
        log.warn({ error: toErrorData(error) }, 'a saved part of the first sync could not be read yet');
      });
    }
    progress.unread(failed);
  }

  async function replayItem({ sock, auth }: Connection, id: string): Promise<void> {
    const item = await inbox.read(id);
    if (!item) return;
    if (item.kind === 'history') {
      const data = await downloadAndProcessHistorySyncNotification(item.notification, {}, silentLogger);
      writer.add(fromHistory(data));
      return await record({ syncType: data.syncType, progress: data.progress }, id);
    }
    for (const { keyId, keyData } of item.keys) {
      const name = keyId?.keyId && Buffer.from(keyId.keyId).toString('base64');
      if (!name || !keyData) continue;
      await sock.authState.keys.set({ 'app-state-sync-key': { [name]: keyData } });
      auth.creds.myAppStateKeyId = name;
    }
    await auth.save();
    await writer.settle((trx) => inbox.forget(trx, [id]));
  }

  return {
    opened(opened, fresh) {
      connection = opened;
      patience = fresh ? timings.freshQuiet : timings.resumedQuiet;
      if (progress.row().history_complete) {
        report('complete', []);
        quiet.resolve();
        return;
      }
      quiet = Promise.withResolvers();
      running = true;
      report('running', progress.missing());
      inTurn(() => replay(opened));
      listenOn();
    },
    history(event) {
      const itemId = inbox.take(event);
      inTurn(async () => {
        await record(event, itemId);
        listenOn();
      });
      listenOn();
    },
    keyArrived(saved) {
      inTurn(async () => {
        await saved;
        await writer.settle((trx) => inbox.forget(trx, inbox.takeKeyShares()));
        // Only now do the credentials name the key, by which the wait gets shorter.
        listenOn();
      });
    },
    appStateRead() {
      const current = connection;
      if (!current) return;
      inTurn(async () => {
        if (!(await book.isSynced(current))) return;
        await book.settle(current);
        // A whole read like a refresh of ours: the next grab needs none.
        const whole = { has_address_book: true, address_book_refreshed_at: isoTime(Date.now()) };
        await writer.settle((trx) => progress.change(whole, trx));
        listenOn();
      });
    },
    closed() {
      clearTimeout(timer);
      connection = undefined;
      running = false;
      lastChunkCame = false;
      inbox.giveUp();
      quiet.resolve();
    },
    isRunning: () => running,
    quiet: () => quiet.promise,
  };
}

function isLastChunk({ syncType, progress }: HistoryKind): boolean {
  return syncType === HistorySyncType.RECENT && progress === 100;
}

function flagsOf({ syncType }: HistoryKind): Partial<SyncStateRow> {
  if (syncType === HistorySyncType.PUSH_NAME) return { has_push_names: true };
  return syncType === HistorySyncType.INITIAL_BOOTSTRAP ? { has_chats: true } : {};
}
