import { createWorld, type World } from '@grabber/simulator';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../../core/index.ts';
import type { Engine, EngineBatch, EngineEvent } from '../../engine.ts';
import { createRemoteEngine, type GatewayKind, type GatewaySettings, type RemoteTimings } from '../index.ts';
import { type Held, holdAccounts, pictureUrl } from './accounts.ts';
import { gowaGateway, gowaUser } from './gowa-gateway.ts';
import { httpGateway, httpKey } from './http-gateway.ts';
import { type Handler, type Override, startServer } from './server.ts';
import { wahaGateway, wahaKey } from './waha-gateway.ts';

/** Every shape of a gateway that there is a local server for. */
export const shapes = ['http', 'http-old', 'waha-webjs', 'waha-noweb', 'waha-gows', 'gowa'] as const;
export type Shape = (typeof shapes)[number];

const parts: Record<
  Shape,
  {
    kind: GatewayKind;
    credentials: GatewaySettings['credentials'];
    handler: (world: World, accounts: Map<string, Held>) => Handler;
  }
> = {
  http: { kind: 'http', credentials: { api_key: httpKey }, handler: (...given) => httpGateway(...given, 'first') },
  'http-old': { kind: 'http', credentials: { api_key: httpKey }, handler: (...given) => httpGateway(...given, 'old') },
  'waha-webjs': {
    kind: 'waha',
    credentials: { api_key: wahaKey },
    handler: (...given) => wahaGateway(...given, 'WEBJS'),
  },
  'waha-noweb': {
    kind: 'waha',
    credentials: { api_key: wahaKey },
    handler: (...given) => wahaGateway(...given, 'NOWEB'),
  },
  'waha-gows': {
    kind: 'waha',
    credentials: { api_key: wahaKey },
    handler: (...given) => wahaGateway(...given, 'GOWS'),
  },
  gowa: { kind: 'gowa', credentials: gowaUser, handler: gowaGateway },
};

/** Waits that a test can afford. */
const quick: Partial<RemoteTimings> = { poll: 5, pollOpen: 5, starting: 2_000, request: 5_000, list: 20_000 };

export type GatewayLab = Awaited<ReturnType<typeof startGateway>>;

/** A gateway of this shape on loopback, with the world's accounts, and what a test does to it. */
export async function startGateway(
  shape: Shape,
  { world = createWorld({ preset: 'demo' }), names = ['one', 'two'] }: { world?: World; names?: string[] } = {},
) {
  const { kind, credentials, handler } = parts[shape];
  const accounts = await holdAccounts(world, names);
  const server = await startServer(handler(world, accounts));
  const heldBy = (sessionId: string): Held => {
    const held = accounts.get(sessionId);
    if (!held) throw new Error(`no account for ${sessionId}`);
    return held;
  };
  return {
    ...server,
    kind,
    world,
    held: heldBy,
    settings: (sessionId: string): GatewaySettings => ({
      url: server.url,
      credentials,
      remote_session: sessionId,
      manages_account: true,
    }),
    phoneOf: (sessionId: string) => heldBy(sessionId).account.person.phone,
    /** Links the account as if it had been done at the gateway. */
    link: (sessionId: string) => void Object.assign(heldBy(sessionId), { exists: true, running: true, linked: true }),
    async scan(sessionId: string, qr: string): Promise<void> {
      const held = heldBy(sessionId);
      if (qr !== held.qrText && qr !== pictureUrl(held)) throw new Error('this is not the QR code of the session');
      held.linked = true;
    },
  };
}

export type EngineChanges = {
  settings?: Partial<GatewaySettings>;
  timings?: Partial<RemoteTimings>;
  clock?: Clock;
  fetch?: typeof fetch;
};

/** An engine on a gateway, whose events can be waited for. */
export function engineOn(gateway: GatewayLab, { settings, timings, clock = systemClock, fetch }: EngineChanges = {}) {
  const lines: string[] = [];
  const engine: Engine = createRemoteEngine({
    kind: gateway.kind,
    settingsOf: async (sessionId) => ({ ...gateway.settings(sessionId), ...settings }),
    clock,
    logger: pino({ level: 'debug' }, { write: (line) => void lines.push(line) }),
    fetch,
    timings: { ...quick, ...timings },
  });
  const events: EngineEvent[] = [];
  engine.subscribe((event) => events.push(event));
  return { engine, events, lines };
}

/** Everything of a stream, by kind. */
export async function collect(stream: AsyncIterable<EngineBatch>) {
  const pages: EngineBatch[] = [];
  for await (const page of stream) pages.push(page);
  const end = pages.at(-1);
  if (end?.kind !== 'end') throw new Error('the stream did not end with an end page');
  return {
    end,
    groups: pages.flatMap((page) => (page.kind === 'groups' ? page.items : [])),
    people: pages.flatMap((page) => (page.kind === 'contacts' ? page.items : [])),
    failures: pages.flatMap((page) => (page.kind === 'failures' ? page.items : [])),
  };
}

type OfType<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

/** The session's next event of this type. */
export function next<T extends EngineEvent['type']>(engine: Engine, type: T): Promise<OfType<T>> {
  const found = Promise.withResolvers<OfType<T>>();
  const stop = engine.subscribe((event) => {
    if (event.type !== type) return;
    stop();
    found.resolve(event as OfType<T>);
  });
  return found.promise;
}

/** Answers these paths with these bodies, and leaves the rest to the gateway. */
export function fixtures(bodies: Record<string, unknown>): Override {
  return ({ path }) => {
    const found = Object.entries(bodies).find(([end]) => path.endsWith(end));
    return found && { body: found[1] };
  };
}

/** A gateway with one linked account and an open engine on it, for the length of a test. */
export async function openLab(shape: Shape, changes: EngineChanges = {}) {
  const gateway = await startGateway(shape, { names: ['one'] });
  gateway.link('one');
  const watched = engineOn(gateway, changes);
  onTestFinished(async () => {
    await watched.engine.close();
    await gateway.close();
  });
  await watched.engine.connect('one');
  const never = new AbortController().signal;
  const { engine } = watched;
  return {
    gateway,
    ...watched,
    groups: () => collect(engine.fetchGroups('one', { signal: never })),
    contacts: () => collect(engine.fetchContacts('one', { signal: never })),
  };
}
