import type { Contact, GrabbedContact, GrabbedGroup, GrabKind, Scope } from '@grabber/contract';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { Principal } from '../auth/index.ts';
import { AppError } from '../core/index.ts';
import type { Grab, GrabError } from '../grabbing/index.ts';
import { createLogger } from '../observability/index.ts';
import type { Pairing, Session } from '../sessions/index.ts';
import { buildHttp } from './build.ts';
import type { HttpDeps, SavedContacts } from './ports.ts';

/** Hand-written neighbours of the HTTP layer, with fields that a test may set, and the app over them. */
export const at = '2026-01-15T10:30:00.000Z';
export const adminKey = 'admin-key';

export function aSession(fields: Partial<Session> = {}): Session {
  const times = { created_at: at, updated_at: at, last_activity: null };
  const states = { status: 'connected', status_reason: null, sync_state: 'complete', sync_missing: null } as const;
  const names = { session_id: 's1', name: 'Toko Budi', phone_number: '6281234567890', lid: null, engine: 'baileys' };
  return { id: 1, qr_code: null, is_active: true, device_info: null, ...times, ...states, ...names, ...fields };
}

const noCounts: Grab['counts'] = {
  total_groups: 0,
  total_contacts: 0,
  memberships: 0,
  groups_saved: 0,
  groups_updated: 0,
  groups_unchanged: 0,
  groups_removed: 0,
  contacts_saved: 0,
  contacts_updated: 0,
  contacts_unchanged: 0,
  contacts_removed: 0,
  participants_saved: 0,
  participants_updated: 0,
  participants_unchanged: 0,
  participants_removed: 0,
  members_joined: 0,
  members_left: 0,
  merged: 0,
};

export function aGrab(fields: Partial<Grab> = {}, counts: Partial<Grab['counts']> = {}): Grab {
  const base = { id: 7, session_id: 's1', kind: 'all', status: 'completed', stage: 'done', missing: null } as const;
  const times = { created_at: at, started_at: at, finished_at: at };
  const errors = { errors_count: 0, error_code: null, error_reason: null };
  return { ...base, ...times, ...errors, counts: { ...noCounts, ...counts }, ...fields };
}

export function aContact(fields: Partial<Contact> = {}): Contact {
  const group = { group_id: null, group_name: null, group_description: null, group_participants_count: null };
  const names = {
    name: 'Budi',
    saved_name: 'Budi',
    push_name: null,
    verified_name: null,
    chat_name: null,
    country_code: 'ID',
  };
  const facts = { in_address_book: true, has_chat: false, seen_in_group: false, is_business: false, is_admin: false };
  const times = {
    grabbed_at: at,
    created_at: at,
    updated_at: at,
    first_seen_at: at,
    last_seen_at: at,
    removed_at: null,
  };
  const ids = { id: 1, session_id: 's1', contact_id: '62811@s.whatsapp.net', phone_number: '62811', lid: null };
  return {
    ...ids,
    ...names,
    ...facts,
    ...group,
    ...times,
    type: 'individual',
    status: 'active',
    profile_picture: null,
    ...fields,
  };
}

export const budi: GrabbedContact = {
  id: '62811@s.whatsapp.net',
  name: 'Budi "Raja" <b>',
  phone: '62811',
  pushname: 'budi',
  is_admin: false,
  profile_picture: null,
};

export const arisan: GrabbedGroup = {
  id: '120363@g.us',
  name: 'Arisan 🎉',
  desc: 'Tiap Jumat',
  participants_count: 2,
  is_admin: true,
  profile_picture: null,
  participants: [
    { ...budi, is_admin: true, role: 'superadmin' },
    { ...budi, id: '99@lid', phone: null, name: null, role: 'member' },
  ],
};

const noPairing: Pairing = {
  qr_code: null,
  qr_raw: null,
  qr_expires_at: null,
  qr_attempt: null,
  qr_attempts: null,
  pairing_code: null,
  pairing_code_expires_at: null,
};

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
  };
  const deps: HttpDeps = {
    sessions: fakeSessions(world),
    grabs: fakeGrabs(world),
    contacts: fakeContacts(world),
    keys: { authenticate },
    databaseAnswers: async () => world.databaseAnswers,
    logger: createLogger('silent'),
    config: { language: 'id', groupsMinIntervalMs: 60_000 },
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
  return { kind: 'api_key', id: 1, name: text, scopes: new Set([scope as Scope]) };
}

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
    async list(filter) {
      world.calls.push(['list', filter]);
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
  };
}

function fakeGrabs(world: World): HttpDeps['grabs'] {
  const grabOf = (name: string) => (id: string, what?: GrabKind | number) =>
    calling(world, name)(id, what).then(() => world.grab);
  return {
    start: grabOf('start'),
    get: grabOf('getGrab'),
    cancel: grabOf('cancel'),
    list: (id) => calling(world, 'listGrabs')(id).then(() => [world.grab]),
    async wait(grabId) {
      world.calls.push(['wait', grabId]);
      await world.grabEnds;
      return world.grab;
    },
    errors: async () => world.grabErrors,
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
    deleteSaved: (id) => calling(world, 'deleteSaved')(id).then(() => 3),
    readGrabbedGroups: () => pages([world.groups]),
    readGrabbedContacts: () => pages([world.people]),
  };
}
