import type {
  AuthenticationState,
  BaileysEventMap,
  ConnectionState,
  SignalDataSet,
  WASocket,
} from '@whiskeysockets/baileys';
import { Browsers, initAuthCreds, makeWASocket, WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import type { Simulator } from '../simulator.ts';
import { silentLogger } from './silent-logger.ts';

/** Everything an unmodified client stores, kept in memory; hand it to a new client to log in again. */
export type ClientStore = { state: AuthenticationState; keys: Map<string, unknown> };

/** An empty store of a client that was never linked. */
export function createStore(): ClientStore {
  const keys = new Map<string, unknown>();
  const name = (type: string, id: string): string => `${type}/${id}`;
  const set = async (data: SignalDataSet): Promise<void> => {
    for (const [type, values] of Object.entries(data)) {
      for (const [id, value] of Object.entries(values)) {
        if (value === null) keys.delete(name(type, id));
        else keys.set(name(type, id), value);
      }
    }
  };
  const get = async (type: string, ids: string[]) =>
    Object.fromEntries(ids.flatMap((id) => (keys.has(name(type, id)) ? [[id, keys.get(name(type, id))]] : [])));
  return { keys, state: { creds: initAuthCreds(), keys: { get: get as AuthenticationState['keys']['get'], set } } };
}

/** An event as the client emitted it. */
export type Seen = {
  [Name in keyof BaileysEventMap]: { name: Name; data: BaileysEventMap[Name] };
}[keyof BaileysEventMap];

/** A real Baileys client connected to a simulator, with a record of its events. */
export type TestClient = {
  socket: WASocket;
  store: ClientStore;
  seen: Seen[];
  /** The first event, past or future, that the check accepts. Rejects after 20 s. */
  event<Name extends keyof BaileysEventMap>(
    name: Name,
    check?: (data: BaileysEventMap[Name]) => boolean,
  ): Promise<BaileysEventMap[Name]>;
  /** All data of an event seen so far. */
  all<Name extends keyof BaileysEventMap>(name: Name): BaileysEventMap[Name][];
  connection(check: (update: Partial<ConnectionState>) => boolean): Promise<Partial<ConnectionState>>;
  end(): void;
};

const PATIENCE_MS = 20_000;

/** Starts a client; with the store of a linked one it logs in, else it shows a QR code. */
export function startClient(
  sim: Pick<Simulator, 'url' | 'trustedRoot'>,
  store: ClientStore = createStore(),
  settings: Partial<Parameters<typeof makeWASocket>[0]> = {},
): TestClient {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(sim.trustedRoot, 'hex');
  const socket = makeWASocket({
    waWebSocketUrl: sim.url,
    auth: store.state,
    logger: silentLogger,
    browser: Browsers.macOS('Chrome'),
    markOnlineOnConnect: false,
    version: [2, 3000, 1],
    appStateMacVerification: { patch: true, snapshot: true },
    ...settings,
  });
  const seen: Seen[] = [];
  const watchers = new Set<() => void>();
  socket.ev.process((events) => {
    for (const [name, data] of Object.entries(events)) seen.push({ name, data } as Seen);
    for (const look of watchers) look();
  });

  function all<Name extends keyof BaileysEventMap>(name: Name): BaileysEventMap[Name][] {
    return seen.filter((event) => event.name === name).map((event) => event.data as BaileysEventMap[Name]);
  }

  function event<Name extends keyof BaileysEventMap>(
    name: Name,
    check: (data: BaileysEventMap[Name]) => boolean = () => true,
  ): Promise<BaileysEventMap[Name]> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = all(name).find(check);
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        watchers.delete(look);
        reject(new Error(`The client emitted no such ${name} in ${PATIENCE_MS} ms.`));
      }, PATIENCE_MS);
      watchers.add(look);
      look();
    });
  }

  return {
    socket,
    store,
    seen,
    event,
    all,
    connection: (check) => event('connection.update', check),
    end: () => void socket.end(undefined),
  };
}

/** Links a new client by QR code and returns it logged in. */
export async function linkByQr(
  sim: Simulator,
  phone: string,
  settings?: Parameters<typeof startClient>[2],
): Promise<TestClient> {
  const store = createStore();
  const first = startClient(sim, store, settings);
  const { qr = '' } = await first.connection((update) => update.qr !== undefined);
  await sim.phone(phone).scan(qr);
  await first.connection((update) => update.connection === 'close');
  const client = startClient(sim, store, settings);
  await client.connection((update) => update.connection === 'open');
  return client;
}
