import type { Contact, GrabbedContact, GrabbedGroup, GrabKind, Scope } from '@grabber/contract';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Principal } from '../auth/index.ts';
import { AppError } from '../core/index.ts';
import type { Grab, GrabError } from '../grabbing/index.ts';
import { createLogger } from '../observability/index.ts';
import type { Pairing, Session } from '../sessions/index.ts';
import { buildHttp } from './build.ts';
import type { Features, HttpDeps, SavedContacts } from './ports.ts';
import { fakeAccess, fakeKeys } from './testing-access.ts';
import { aContact, aGrab, arisan, aSession, budi, noPairing } from './testing-rows.ts';

export * from './testing-rows.ts';
export const adminKey = 'admin-key';

/** Everything behind the routes; a test changes the fields and reads `calls`. */
export type World = {
  session: Session;
  pairing: Pairing;
  grab: Grab;
  grabErrors: GrabError[];
  groups: GrabbedGroup[];
  people: GrabbedContact[];
  rows: Contact[][];
  calls: unknown[][];
  databaseAnswers: boolean;
  grabListeners: Set<(grab: Grab) => void>;
  sessionListeners: Set<Parameters<HttpDeps['sessions']['subscribe']>[0]>;
  /** Thrown by every method of the services. */
  failure: unknown;
  /** Resolves `grabs.wait`. */
  grabEnds: Promise<void>;
};

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>;
export type Fixture = {
  app: FastifyInstance;
  world: World;
  deps: HttpDeps;
  /** Calls the app, without a network. */
  call: (options: InjectOptions) => Promise<Answer>;
};

/** The whole app over a world with one session, `s1`. */
export function fixture(build: (deps: HttpDeps) => FastifyInstance = buildHttp): Fixture {
  const world: World = {
    session: aSession(),
    pairing: noPairing,
    grab: aGrab(),
    grabErrors: [],
    groups: [arisan],
    people: [budi],
    rows: [[aContact()]],
    calls: [],
    databaseAnswers: true,
    failure: undefined,
    grabEnds: Promise.resolve(),
    grabListeners: new Set(),
    sessionListeners: new Set(),
  };
  const deps: HttpDeps = {
    // The features are tested with their real services, through `realHttp`.
    ...({ jobs: quietJobs } as Features),
    sessions: fakeSessions(world),
    grabs: fakeGrabs(world),
    contacts: fakeContacts(world),
    keys: { authenticate, ...fakeKeys(answering(world)) },
    access: fakeAccess(answering(world)),
    keptAnswers: { claim: async () => ({ is: 'new' }), keep: async () => undefined, release: async () => undefined },
    databaseAnswers: async () => world.databaseAnswers,
    dataVersion: async () => undefined,
    logger: createLogger('silent'),
    config: {
      language: 'id',
      groupsMinIntervalMs: 60_000,
      grabTimeoutMs: { groups: 60_000, contacts: 60_000, all: 120_000 },
      requestsPerMinute: { key: 0, address: 0 },
      corsOrigins: [],
      trustedProxies: [],
      whatsappSocketUrl: undefined,
      pageFolder: '/nowhere',
    },
  };
  const app = build(deps);
  return { app, world, deps, call: async (options) => app.inject(options) };
}

/** Listens on a free port and tells the address; the test closes the app. */
export function listen({ app }: Pick<Fixture, 'app'>): Promise<string> {
  return app.listen({ port: 0, host: '127.0.0.1' });
}

/** Keys of the tests: `admin-key`, or a scope's name as the key for that scope alone. */
async function authenticate(text: string | undefined): Promise<Principal> {
  if (!text || !/^(admin-key|\w+:\w+)$/.test(text)) throw new AppError('unauthorized');
  const scope = text === adminKey ? 'admin' : text;
  return { kind: 'api_key', id: 1, name: text, scopes: new Set([scope as Scope]), sessions: 'all' };
}

/** What auth answers, which the tests of `auth` and of access check with real services. */
function answering(world: World) {
  return <T>(value: T) =>
    async () => {
      if (world.failure) throw world.failure;
      return value;
    };
}

/** The stream of events asks every service. */
const quietJobs = { subscribe: () => () => undefined, recent: async () => [] } as unknown as Features['jobs'];

/** Notes the call, fails when the world says so, and knows one session only. */
function calling(world: World, name: string) {
  return async (id: string, ...rest: unknown[]) => {
    world.calls.push([name, id, ...rest]);
    if (world.failure) throw world.failure;
    if (id !== world.session.session_id) throw new AppError('session_not_found');
    return world.session;
  };
}

function fakeSessions(world: World): HttpDeps['sessions'] {
  return {
    async list(visible, filter) {
      world.calls.push(['list', visible, filter]);
      if (world.failure) throw world.failure;
      return [world.session];
    },
    async create(input) {
      world.calls.push(['create', input]);
      if (world.failure) throw world.failure;
      return aSession({ ...input, phone_number: input.phone_number ?? null, status: 'connecting' });
    },
    get: calling(world, 'get'),
    connect: calling(world, 'connect'),
    reconnect: calling(world, 'reconnect'),
    logout: calling(world, 'logout'),
    pairing: (id) => calling(world, 'pairing')(id).then(() => world.pairing),
    requestPairingCode: (id, phone) => calling(world, 'requestPairingCode')(id, phone).then(() => world.pairing),
    delete: (id) => calling(world, 'delete')(id).then(() => undefined),
    subscribe: (listener) => listening(world.sessionListeners, listener),
  };
}

/** A list that is no longer than its page. */
function onlyPage<Row>(rows: Row[], { total }: { total: boolean }) {
  return { rows, next_cursor: null, ...(total ? { total: rows.length } : {}) };
}

function listening<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function fakeGrabs(world: World): HttpDeps['grabs'] {
  const grabOf = (name: string) => (id: string, what?: GrabKind | number) =>
    calling(world, name)(id, what).then(() => world.grab);
  return {
    start: grabOf('start'),
    get: grabOf('getGrab'),
    cancel: grabOf('cancel'),
    retry: grabOf('retry'),
    recent: async () => [world.grab],
    subscribe: (listener) => listening(world.grabListeners, listener),
    list: (id, wish) => calling(world, 'listGrabs')(id, wish).then(() => onlyPage([world.grab], wish)),
    async wait(grabId) {
      world.calls.push(['wait', grabId]);
      await world.grabEnds;
      return world.grab;
    },
    errors: async () => world.grabErrors,
    errorsPage: async (_, wish) => onlyPage(world.grabErrors, wish),
  };
}

function fakeContacts(world: World): SavedContacts {
  async function* pages<T>(list: T[][]) {
    if (world.failure) throw world.failure;
    yield* list;
  }
  return {
    listSaved: (id, type) => {
      world.calls.push(['listSaved', id, type]);
      return pages(world.rows);
    },
    pageSaved: (id, wish) =>
      calling(world, 'pageSaved')(id, wish).then(() => {
        const page = onlyPage(world.rows.flat(), wish);
        return { ...page, rows: Buffer.from(JSON.stringify(page.rows)) };
      }),
    deleteSaved: (id) => calling(world, 'deleteSaved')(id).then(() => 3),
    readGrabbedGroups: () => pages([world.groups]),
    readGrabbedContacts: () => pages([world.people]),
  };
}
