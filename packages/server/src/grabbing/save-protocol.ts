import type { Changed } from '../changes/index.ts';
import type { EngineBatch } from '../engine/index.ts';
import type { SaveJob, SaveProgress, Stream } from './save/index.ts';

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
  eraseContacts(sessionId: string): Promise<number>;
  close(): Promise<void>;
};
