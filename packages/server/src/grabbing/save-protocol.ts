import type { Changed } from '../changes/index.ts';
import type { EngineBatch, EngineNews } from '../engine/index.ts';
import type { StorageOptions } from '../storage/index.ts';
import type { LiveJob, LiveOutcome, SaveJob, SaveProgress, Stream } from './save/index.ts';

/** What the data worker needs to work. */
export type SaveOptions = StorageOptions & {
  /** The server's secret, to know who opted out; without it nobody did. */
  optOutSecret?: Uint8Array;
};

/** What the data worker tells the main thread. */
export type SaveListener = {
  /** Changes of a session were committed, the last with this `seq`. */
  changed(changed: Changed): void;
};

/** What the data worker does for the main thread. */
export type SaveWorker = {
  open(job: SaveJob): Promise<void>;
  add(grabId: number, stream: Stream, batch: EngineBatch): Promise<SaveProgress>;
  finish(grabId: number): Promise<SaveProgress>;
  stop(grabId: number): Promise<SaveProgress>;
  saveNews(job: LiveJob, news: EngineNews[]): Promise<LiveOutcome>;
  eraseContacts(sessionId: string): Promise<number>;
  close(): Promise<void>;
};
