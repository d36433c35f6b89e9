/** A session has new changes, the last of them with this `seq`. */
export type Changed = { session_id: string; seq: number };

/** Tells those who follow the change log that it has grown. It only rings: the log itself says what changed, and is read by cursor. */
export type ChangeSignal = {
  /** Called after the commit. */
  publish(changed: Changed): void;
  /** Calls the listener after every commit that changed something; returns how to stop. */
  subscribe(listener: (changed: Changed) => void): () => void;
};

/** A signal inside this process. A listener must not throw, and does long work elsewhere. */
export function createChangeSignal(): ChangeSignal {
  const listeners = new Set<(changed: Changed) => void>();
  return {
    publish(changed) {
      for (const listener of [...listeners]) listener(changed);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
