import { AppError } from '../../core/index.ts';
import type { Engine, EngineBatch, EngineEvent } from '../engine.ts';
import { Account, type Reader } from './account.ts';
import { gateways } from './gateways.ts';
import type { RemoteEngineOptions } from './options.ts';
import { createLidBook, groupPages, peoplePages } from './reading/index.ts';
import { defaultRemoteTimings } from './timings.ts';

/**
 * An engine whose accounts live at somebody else's gateways. It keeps no credentials of theirs: it watches how each account stands there by
 * asking now and then, and reads lists when they are asked for. A QR code that a gateway gives as a picture only is told as a PNG data
 * URL in `qr_raw`.
 */
export function createRemoteEngine(options: RemoteEngineOptions): Engine {
  const { kind, settingsOf, clock, logger } = options;
  const timings = { ...defaultRemoteTimings, ...options.timings };
  const client = { fetch: options.fetch ?? fetch, clock, timings };
  const listeners = new Set<(event: EngineEvent) => void>();
  const accounts = new Map<string, Account>();
  let closed = false;

  function emit(event: EngineEvent): void {
    for (const listener of listeners) listener(event);
  }

  function accountOf(sessionId: string): Account {
    if (closed) throw new AppError('shutting_down');
    const known = accounts.get(sessionId);
    if (known) return known;
    const book = createLidBook();
    const settings = () => settingsOf(sessionId);
    const open = async () => gateways[kind]({ ...client, settings: await settings(), book });
    const fresh = new Account({ sessionId, settings, open, clock, timings, logger, emit });
    accounts.set(sessionId, fresh);
    return fresh;
  }

  async function* stream<T>(
    sessionId: string,
    signal: AbortSignal,
    read: Reader<T>,
    pages: (found: T) => Iterable<EngineBatch>,
  ): AsyncGenerator<EngineBatch> {
    signal.throwIfAborted();
    for (const page of pages(await accountOf(sessionId).read(read, signal))) {
      signal.throwIfAborted();
      yield page;
    }
  }

  return {
    connect: async (sessionId) => await accountOf(sessionId).connect(),
    async requestPairingCode() {
      throw new AppError('unsupported');
    },
    disconnect: async (sessionId) => accountOf(sessionId).disconnect(),
    logout: async (sessionId) => await accountOf(sessionId).logout(),
    isLinked: async (sessionId) => await accountOf(sessionId).isLinked(),
    fetchGroups: (sessionId, { signal }) =>
      stream(sessionId, signal, (gateway, own, stop) => gateway.readGroups(own, stop), groupPages),
    fetchContacts: (sessionId, { signal }) =>
      stream(sessionId, signal, (gateway, own, stop) => gateway.readPeople(own, stop), peoplePages),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      closed = true;
      for (const account of accounts.values()) account.disconnect();
      accounts.clear();
    },
  };
}
