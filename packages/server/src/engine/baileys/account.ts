import { AppError, isoTime, toErrorData } from '../../core/index.ts';
import type { EngineBatch } from '../engine.ts';
import { UnreadableError } from '../seal.ts';
import { type AccountDeps, type AccountParts, openParts } from './account-parts.ts';
import { type AuthState, openAuthState } from './auth-state.ts';
import type { Ending } from './close-reason.ts';
import { type Connection, openConnection } from './connection.ts';
import { hasCredentials } from './credentials.repo.ts';
import { eraseAccount } from './erase.ts';
import { deadline, until } from './errors.ts';
import { accountOf } from './own-identity.ts';
import { createPairingCodes, type PairingCode } from './pairing-code.ts';

type Closed = Exclude<Ending, { restart: true }>;

/** WhatsApp asks for a restart once, after pairing; more in a row mean that something else is wrong. */
const mostRestarts = 3;
const stopped: Closed = { reason: 'stopped', retry: 'never' };
const loggedOut: Closed = { reason: 'logged_out', retry: 'never' };

/** One session's life: at most one socket at a time, and what is kept between sockets. */
export class Account {
  readonly #deps: AccountDeps;
  #parts: AccountParts | undefined;
  #connection: Connection | undefined;
  #pairingCodes: ReturnType<typeof createPairingCodes> | undefined;
  #running: Promise<void> | undefined;
  #stop: Closed | undefined;
  /** The attempt is over and only tidies up: whoever connects now waits for that, and starts the next. */
  #finishing = false;
  #shown = Promise.withResolvers<void>();

  constructor(deps: AccountDeps) {
    this.#deps = deps;
  }

  /** Starts one attempt; resolves when it has begun, or when one runs already. */
  async connect(): Promise<void> {
    while (this.#running && this.#finishing) await this.#running;
    if (this.#running) return;
    this.#finishing = false;
    const started = Promise.withResolvers<void>();
    this.#stop = undefined;
    this.#shown = Promise.withResolvers();
    this.#shown.promise.catch(() => {});
    this.#running = this.#live(started.resolve).finally(() => {
      this.#running = undefined;
      this.#shown.reject(new AppError('not_connected'));
      started.resolve();
    });
    await started.promise;
  }

  async requestPairingCode(phone: string): Promise<PairingCode> {
    if (await this.isLinked()) throw new AppError('pairing_unavailable', { cause: new Error('already linked') });
    await this.connect();
    await until(this.#shown.promise, deadline(this.#deps.settings.timings.watchdog));
    if (!this.#pairingCodes) throw new AppError('not_connected');
    return await this.#pairingCodes(phone);
  }

  async disconnect(): Promise<void> {
    await this.#end(stopped);
  }

  async logout(): Promise<void> {
    const linked = await this.isLinked();
    const wasRunning = this.#running !== undefined;
    if (this.#connection?.isOpen()) await this.#unlink(this.#connection);
    await this.#end(loggedOut);
    await this.#erase();
    if (linked && !wasRunning) this.#emitClosed(loggedOut);
  }

  async isLinked(): Promise<boolean> {
    return await hasCredentials(this.#deps.storage.db, this.#deps.sessionId);
  }

  fetchGroups(signal: AbortSignal, ids?: readonly string[]): AsyncGenerator<EngineBatch> {
    const { connection, parts } = this.#open();
    return ids ? parts.groups.fetchSome(connection, ids, signal) : parts.groups.fetch(connection, signal);
  }

  fetchContacts(signal: AbortSignal, refresh = false): AsyncGenerator<EngineBatch> {
    const { connection, parts } = this.#open();
    return parts.contacts.fetch(connection, signal, refresh);
  }

  /** Reads these groups anew and tells them as news. */
  async refetch(ids: readonly string[]): Promise<void> {
    const { connection, parts } = this.#open();
    await parts.catchUp.refetch(connection, ids);
  }

  #open(): { connection: Connection; parts: AccountParts } {
    if (!this.#connection?.isOpen() || !this.#parts) throw new AppError('not_connected');
    return { connection: this.#connection, parts: this.#parts };
  }

  async #end(ending: Closed): Promise<void> {
    this.#stop = ending;
    this.#finishing = true;
    this.#connection?.end(ending);
    await this.#running;
  }

  /** Tells WhatsApp; it may be out of reach, and the credentials go all the same. */
  async #unlink({ sock, over }: Connection): Promise<void> {
    const told = sock.logout().catch((error: unknown) => {
      this.#deps.log.warn({ error: toErrorData(error) }, 'could not tell WhatsApp of the logout');
    });
    await until(told, over, deadline(this.#deps.settings.timings.query)).catch(() => {});
  }

  async #live(started: () => void): Promise<void> {
    let ending: Closed;
    try {
      ending = await this.#sockets(started);
    } catch (error) {
      this.#deps.log.error({ session_id: this.#deps.sessionId, error: toErrorData(error) }, 'connection failed');
      const reason = error instanceof UnreadableError ? 'credentials_unreadable' : 'engine_crashed';
      ending = { reason, retry: error instanceof UnreadableError ? 'never' : 'later' };
    }
    if (ending.reason === 'logged_out') await this.#erase();
    this.#emitClosed(ending);
  }

  /** Sockets one after the other while WhatsApp asks for restarts. */
  async #sockets(started: () => void): Promise<Closed> {
    this.#parts ??= await openParts(this.#deps);
    let fresh = false;
    for (let restarts = 0; restarts <= mostRestarts; restarts += 1) {
      const auth = await openAuthState({ ...this.#deps, writer: this.#parts.writer });
      if (this.#stop) return this.#stop;
      fresh ||= !auth.linked();
      this.#connection = this.#connectionOf(auth, this.#parts, fresh);
      started();
      const ending = await this.#connection.ended;
      this.#finishing ||= !('restart' in ending);
      await this.#leave(auth, this.#parts, this.#connection);
      if (!('restart' in ending)) return this.#stop ?? ending;
    }
    return { reason: 'server_unavailable', retry: 'later' };
  }

  /** Nothing that the socket told may be lost with it. */
  async #leave(auth: AuthState, parts: AccountParts, connection: Connection): Promise<void> {
    this.#connection = undefined;
    this.#pairingCodes = undefined;
    parts.firstSync.closed();
    auth.retire();
    await auth.save();
    await parts.book.settle(connection).catch((error: unknown) => {
      this.#deps.log.warn({ error: toErrorData(error) }, 'what the address book told waits for the next connection');
    });
    await parts.writer.settle();
    await parts.news.settle();
  }

  #connectionOf(auth: AuthState, parts: AccountParts, fresh: boolean): Connection {
    const { sessionId, settings, emit, log } = this.#deps;
    const connection = openConnection({
      ...settings,
      auth,
      keep: parts.inbox.keep,
      listener: {
        qr: (text, attempt, attempts) => {
          const life = settings.timings.qr ?? (attempt === 1 ? 60_000 : 20_000);
          const expires_at = isoTime(Date.now() + life);
          this.#pairingCodes ??= createPairingCodes(connection, settings.timings.pairingCode);
          this.#shown.resolve();
          emit({ session_id: sessionId, type: 'qr', qr_raw: text, expires_at, attempt, attempts });
        },
        linked: () => emit({ session_id: sessionId, type: 'linked', account: accountOf(auth.creds) }),
        open: () => {
          emit({ session_id: sessionId, type: 'open', account: accountOf(auth.creds) });
          parts.firstSync.opened(connection, fresh);
          parts.catchUp.opened(connection, fresh);
        },
      },
      ears: {
        told(told) {
          parts.writer.add(told);
          parts.news.told(told);
        },
        bookTold: (told) => parts.book.heard(connection, told),
        paired(told) {
          if (told.pairs.every(parts.book.tellsPair)) return;
          parts.writer.add(told);
          if (!parts.book.isRefreshing()) parts.news.told(told);
        },
        isRepeated: (messageId) => !parts.envelopes.isNew(messageId),
        news: parts.news.add,
        pictures: (changed) => parts.catchUp.picturesChanged(connection, changed),
        history: parts.firstSync.history,
        groupsTouched(ids) {
          parts.groups.touched(ids);
          parts.catchUp.groupsTold(connection, ids);
        },
        groupComesLate: (id) => parts.catchUp.groupComesLate(connection, id),
        blocksComeLate: () => parts.catchUp.blocksComeLate(connection),
        credentials: (update) => {
          const saved = auth.save();
          saved.catch((error: unknown) => log.error({ error: toErrorData(error) }, 'could not save credentials'));
          if (update.myAppStateKeyId) parts.firstSync.keyArrived(saved);
          if (update.accountSyncCounter) parts.firstSync.appStateRead();
        },
      },
    });
    return connection;
  }

  async #erase(): Promise<void> {
    const parts = this.#parts;
    this.#parts = undefined;
    parts?.news.retire();
    await parts?.writer.retire();
    await eraseAccount(this.#deps.storage, this.#deps.sessionId);
  }

  #emitClosed(ending: Closed): void {
    this.#deps.emit({ session_id: this.#deps.sessionId, type: 'closed', ...ending });
  }
}
