import { randomUUID } from 'node:crypto';
import { AppError } from '../../core/index.ts';
import type { Engine, EngineBatch, EngineEvent } from '../engine.ts';
import { abortError, until } from './errors.ts';
import type { BaileysEngineOptions, WorkerSettings } from './options.ts';
import { defaultTimings } from './timings.ts';
import type { MainApi, WantedStream } from './worker-api.ts';
import { type SpawnWorker, spawnWorker, WorkerHandle } from './worker-handle.ts';

const closePatience = 10_000;

/**
 * The built-in engine: Baileys in a pool of worker threads, since one big account's first sync blocks its thread for seconds. A worker
 * that dies or stalls takes only its own sessions down; each is told `engine_crashed`, and the next call starts a new worker.
 */
export function createBaileysEngine(options: BaileysEngineOptions, spawn: SpawnWorker = spawnWorker): Engine {
  const { logger } = options;
  const settings = settingsOf(options);
  const listeners = new Set<(event: EngineEvent) => void>();
  const handles = new Set<WorkerHandle>();
  const homes = new Map<string, WorkerHandle>();
  /** Sessions with a connection, or one on its way. */
  const active = new Set<string>();
  let closed = false;

  const main: MainApi = {
    onEvent(event) {
      if (event.type === 'closed') active.delete(event.session_id);
      else if (event.type !== 'told') active.add(event.session_id);
      emit(event);
    },
    onLog: (level, fields, message) => logger[level](fields, message),
  };

  function emit(event: EngineEvent): void {
    for (const listener of listeners) listener(event);
  }

  function homeOf(sessionId: string): WorkerHandle {
    if (closed) throw new AppError('shutting_down');
    const known = homes.get(sessionId);
    if (known) return known;
    const home = handles.size < options.workers ? start() : leastLoaded();
    home.sessions.add(sessionId);
    homes.set(sessionId, home);
    return home;
  }

  function start(): WorkerHandle {
    const handle = new WorkerHandle({ settings, spawn, main, onDeath: bury });
    handles.add(handle);
    return handle;
  }

  function leastLoaded(): WorkerHandle {
    return [...handles].reduce((best, each) => (each.sessions.size < best.sessions.size ? each : best));
  }

  function bury(handle: WorkerHandle, cause: string): void {
    logger.error({ cause, sessions: handle.sessions.size }, 'an engine worker ended unexpectedly');
    handles.delete(handle);
    for (const sessionId of handle.sessions) {
      homes.delete(sessionId);
      if (!active.delete(sessionId)) continue;
      emit({ session_id: sessionId, type: 'closed', reason: 'engine_crashed', retry: 'later' });
    }
  }

  async function* stream(sessionId: string, wanted: WantedStream, signal: AbortSignal): AsyncGenerator<EngineBatch> {
    if (signal.aborted) throw abortError(signal);
    const home = homeOf(sessionId);
    const id = randomUUID();
    try {
      await until(home.call('openStream', id, sessionId, wanted), signal);
      for (;;) {
        const page = await until(home.call('nextPage', id), signal);
        if (!page) return;
        yield page;
      }
    } finally {
      home.call('closeStream', id).catch(() => {});
    }
  }

  return {
    async connect(sessionId) {
      const home = homeOf(sessionId);
      active.add(sessionId);
      await home.call('connect', sessionId);
    },
    async requestPairingCode(sessionId, phone) {
      const home = homeOf(sessionId);
      active.add(sessionId);
      return await home.call('requestPairingCode', sessionId, phone);
    },
    disconnect: async (sessionId) => await homeOf(sessionId).call('disconnect', sessionId),
    logout: async (sessionId) => await homeOf(sessionId).call('logout', sessionId),
    isLinked: async (sessionId) => await homeOf(sessionId).call('isLinked', sessionId),
    fetchGroups: (sessionId, { signal, ids }) => stream(sessionId, { kind: 'groups', ids }, signal),
    fetchContacts: (sessionId, { signal, refresh }) => stream(sessionId, { kind: 'contacts', refresh }, signal),
    refetch: async (sessionId, groupIds) => await homeOf(sessionId).call('refetch', sessionId, groupIds),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      closed = true;
      await Promise.all([...handles].map((handle) => handle.close(closePatience)));
      handles.clear();
      homes.clear();
    },
  };
}

function settingsOf(options: BaileysEngineOptions): WorkerSettings {
  const { storageOptions, secretKey, groupsMinIntervalMs, addressBookMinIntervalMs, pictures } = options;
  const { socketUrl, trustedRoot, clientVersion } = options;
  const timings = { ...defaultTimings, ...options.timings };
  return {
    storageOptions,
    secretKey,
    socketUrl,
    trustedRoot,
    clientVersion,
    groupsMinIntervalMs,
    addressBookMinIntervalMs,
    pictures,
    timings,
  };
}
