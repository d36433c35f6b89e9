import { EventEmitter, once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from './clock.ts';
import { elapsed, systemClock } from './clock.ts';
import type { Core, QrTimeouts } from './connection/core.ts';
import { findPhone } from './connection/core.ts';
import type { AccountFacts } from './connection/ledger.ts';
import { createLedger } from './connection/ledger.ts';
import { openLink } from './connection/link.ts';
import { strikeAtOnce } from './connection/strike-now.ts';
import { createWelcome } from './connection/welcome.ts';
import { createControlDoor } from './control/door.ts';
import type { Faults } from './faults.ts';
import { createFaults } from './faults.ts';
import type { FirstSyncPace } from './phone/first-sync.ts';
import type { MockPhone } from './phone/mock-phone.ts';
import { createMockPhone } from './phone/mock-phone.ts';
import type { Phone } from './phone/phone.ts';
import { createPhone } from './phone/phone.ts';
import { responders } from './replies/index.ts';
import type { ServerIdentity } from './wire/certificates.ts';
import { createServerIdentity } from './wire/certificates.ts';
import { keyPairFrom } from './wire/crypto.ts';
import { createSecrets } from './wire/secrets.ts';
import type { World } from './world/types.ts';

/** How to start a simulator; only the world is needed. */
export type SimulatorOptions = {
  world: World;
  /** 0 (default) takes a free one. */
  port?: number;
  /** Loopback by default: anyone who can reach the port can drive it. */
  host?: string;
  faults?: Faults;
  clock?: Clock;
  qrTimeouts?: QrTimeouts;
  /** Milliseconds the phone waits before each message of a first sync; default 0. */
  historyDelayMs?: number;
  /** Awaited before each message of a first sync instead of `historyDelayMs`. */
  pace?: FirstSyncPace;
};

/** A running simulator. */
export type Simulator = {
  /** For the client's `waWebSocketUrl`. */
  url: string;
  /** Hex public key for the client's `WA_CERT_DETAILS.PUBLIC_KEY`. */
  trustedRoot: string;
  world: World;
  /** Use this one to switch faults while clients are connected. */
  faults: Faults;
  /** The phone of an account. Throws when the world has no account with this number. */
  phone(digits: string): MockPhone;
  /** What the server saw of an account's clients. */
  connections(digits: string): AccountFacts;
  /** Cuts the TCP connections of all clients, as a network does; they may come back at once. */
  cutConnections(): void;
  /** Makes phones wait this long before each message of a first sync from now on, unless `pace` was given. */
  setHistoryDelay(ms: number): void;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
};

const PATH = '/ws/chat';
const CODE_LIFETIMES: QrTimeouts = { first: 60_000, following: 20_000 };

/** Starts a WhatsApp server for the accounts of a world; resolves once it listens. Rejects when it cannot. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { world, host = '127.0.0.1', clock = systemClock } = options;
  let historyDelayMs = options.historyDelayMs ?? 0;
  const pace = options.pace ?? (() => elapsed(clock, historyDelayMs));
  const core = createCore(options, clock, pace);
  const identity = createServerIdentity(core.secrets);
  const sockets = new WebSocketServer({ noServer: true });
  const http = createServer();
  http.on('upgrade', createGate(core, identity, sockets));
  http.listen(options.port ?? 0, host);
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;

  const simulator: Simulator = {
    url: `ws://${host}:${port}${PATH}`,
    trustedRoot: identity.rootPublicKey.toString('hex'),
    world,
    faults: core.faults,
    phone: (digits) => createMockPhone(core, phoneOf(core, digits)),
    connections(digits) {
      const { devices } = phoneOf(core, digits);
      const connected = devices.filter(({ connection }) => connection).length;
      return { connected, linkedDevices: devices.length, ...core.ledger.of(digits) };
    },
    cutConnections() {
      for (const socket of sockets.clients) socket.terminate();
    },
    setHistoryDelay(ms) {
      historyDelayMs = ms;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      http.close();
      http.closeAllConnections();
      await once(http, 'close');
    },
  };
  const control = createControlDoor(simulator);
  http.on('request', (request, response) => void control(request, response));
  return simulator;
}

function createCore({ world, faults, qrTimeouts }: SimulatorOptions, clock: Clock, pace: FirstSyncPace): Core {
  const secrets = createSecrets(world.seed);
  const phones: Phone[] = [];
  const switches = strikeAtOnce(faults ?? createFaults(), phones);
  phones.push(...world.accounts.map((account) => createPhone(account, { clock, secrets, faults: switches, pace })));
  return {
    world,
    faults: switches,
    clock,
    secrets,
    responders,
    phones,
    registrations: new Set(),
    codeRequests: new EventEmitter(),
    ledger: createLedger(),
    qrTimeouts: qrTimeouts ?? CODE_LIFETIMES,
  };
}

/** Decides which connections become clients. */
function createGate(core: Core, identity: ServerIdentity, sockets: WebSocketServer) {
  const welcome = createWelcome(core);
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.url?.startsWith(PATH) !== true) {
      refuse(socket, '404 Not Found');
    } else if (core.faults.strike('upgrade-refused', {})) {
      refuse(socket, '503 Service Unavailable');
    } else {
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const ephemeral = keyPairFrom(core.secrets.fresh('noise ephemeral', 32));
        openLink(webSocket, identity, ephemeral, welcome);
      });
    }
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function phoneOf(core: Core, digits: string): Phone {
  const phone = findPhone(core, digits);
  if (!phone) throw new Error(`The world has no account with the number ${digits}.`);
  return phone;
}
