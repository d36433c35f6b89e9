import type { ErrorData } from '../../core/index.ts';
import type { EngineBatch, EngineEvent } from '../engine.ts';
import type { Log } from './log.ts';
import type { PairingCode } from './pairing-code.ts';

/** What crosses from a worker for every call: the value, or the error as data (an `Error` would lose its code on the way). */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorData };

/** What to read; `ids` asks for these groups only. */
export type WantedStream =
  | { kind: 'groups'; ids?: readonly string[] | undefined }
  | { kind: 'contacts'; refresh?: boolean | undefined };

/** What a worker does for the main thread. */
export type WorkerApi = {
  connect(sessionId: string): Promise<Answer<void>>;
  requestPairingCode(sessionId: string, phone: string): Promise<Answer<PairingCode>>;
  disconnect(sessionId: string): Promise<Answer<void>>;
  logout(sessionId: string): Promise<Answer<void>>;
  isLinked(sessionId: string): Promise<Answer<boolean>>;
  openStream(streamId: string, sessionId: string, wanted: WantedStream): Promise<Answer<void>>;
  /** The next page; undefined after the last. One page is made only when it is asked for. */
  nextPage(streamId: string): Promise<Answer<EngineBatch | undefined>>;
  closeStream(streamId: string): Promise<Answer<void>>;
  refetch(sessionId: string, groupIds: readonly string[]): Promise<Answer<void>>;
  /** A sign of life. */
  ping(): Promise<Answer<void>>;
  /** Closes all connections and the database. */
  close(): Promise<Answer<void>>;
};

/** What a worker tells the main thread. */
export type MainApi = {
  onEvent(event: EngineEvent): void;
  onLog(level: keyof Log, fields: Record<string, unknown>, message: string): void;
};
