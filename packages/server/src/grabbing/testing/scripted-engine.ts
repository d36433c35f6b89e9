import type { Engine, EngineBatch, EngineEvent } from '../../engine/index.ts';
import type { Stream } from '../save/index.ts';

/** What the account answers: pages, an error to throw, or a wait for the caller's leave. */
export type Script = (EngineBatch | Error | (() => Promise<unknown>))[];

/** WhatsApp at the network's edge: an account that connects at once and answers what it was told to. */
export type ScriptedEngine = Engine & {
  /** What the next readings of a stream yield. */
  answer(sessionId: string, stream: Stream, script: Script): void;
  /** How many readings were begun. */
  readings: number;
  /** The single groups that were asked for, reading by reading. */
  asked: (readonly string[])[];
  emit(event: EngineEvent): void;
};

/** An engine that knows no account but by script. */
export function scriptedEngine(): ScriptedEngine {
  const listeners = new Set<(event: EngineEvent) => void>();
  const scripts = new Map<string, Script>();
  const emit = (event: EngineEvent) => {
    for (const listener of listeners) listener(event);
  };

  async function* read(sessionId: string, stream: Stream): AsyncGenerator<EngineBatch> {
    engine.readings += 1;
    for (const step of scripts.get(`${sessionId} ${stream}`) ?? []) {
      if (step instanceof Error) throw step;
      if (typeof step === 'function') await step();
      else yield step;
    }
  }

  const engine: ScriptedEngine = {
    readings: 0,
    asked: [],
    emit,
    answer: (sessionId, stream, script) => void scripts.set(`${sessionId} ${stream}`, script),
    async connect(sessionId) {
      const account = { pn: '6280000000000', lid: '900000', name: 'Me' };
      emit({ session_id: sessionId, type: 'open', account });
    },
    requestPairingCode: () => Promise.reject(new Error('not scripted')),
    async disconnect() {},
    async logout() {},
    isLinked: async () => true,
    fetchGroups: (sessionId, { ids }) => {
      if (ids) engine.asked.push(ids);
      return read(sessionId, 'groups');
    },
    fetchContacts: (sessionId) => read(sessionId, 'contacts'),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {},
  };
  return engine;
}
