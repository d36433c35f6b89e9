import type { Engine } from './engine.ts';

export type EngineKind = 'baileys' | 'http' | 'waha' | 'gowa';

/** One engine out of several: each session is served by the engine of its kind. Closing it closes them all. */
export function routeEngines(
  engines: Record<EngineKind, Engine>,
  kindOf: (sessionId: string) => Promise<string>,
): Engine {
  const all = Object.values(engines);
  // An old database may name an engine of its own; its accounts are ours to connect now.
  const engineOf = async (sessionId: string) => engines[(await kindOf(sessionId)) as EngineKind] ?? engines.baileys;
  return {
    connect: async (id) => (await engineOf(id)).connect(id),
    requestPairingCode: async (id, phone) => (await engineOf(id)).requestPairingCode(id, phone),
    disconnect: async (id) => (await engineOf(id)).disconnect(id),
    logout: async (id) => (await engineOf(id)).logout(id),
    isLinked: async (id) => (await engineOf(id)).isLinked(id),
    async *fetchGroups(id, options) {
      yield* (await engineOf(id)).fetchGroups(id, options);
    },
    async *fetchContacts(id, options) {
      yield* (await engineOf(id)).fetchContacts(id, options);
    },
    refetch: async (id, groupIds) => await (await engineOf(id)).refetch?.(id, groupIds),
    subscribe(listener) {
      const stops = all.map((engine) => engine.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    async close() {
      await Promise.all(all.map((engine) => engine.close()));
    },
  };
}
