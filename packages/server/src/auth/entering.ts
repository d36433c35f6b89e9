import type { Person } from '@grabber/contract';
import { AppError, type Clock, isoTime } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import { recordDeed } from './audit.ts';
import type { Caller } from './authorized.ts';
import { closeInvitation, findInvitation } from './invitations.repo.ts';
import type { Passwords } from './password.ts';
import { anybody, findPersonByUsername, insertPerson, type PersonRow, updatePerson } from './people.repo.ts';
import { hashSecret, newToken, sameHash } from './secrets.ts';
import { type StartedSignIn, startSignIn } from './sign-ins.ts';
import type { Throttle } from './throttle.ts';

export type NewPerson = { username: string; name: string; password: string };
/** From where somebody comes in. */
export type Visitor = { address: string | null; userAgent: string | null };
export type Entered = StartedSignIn & { person: Person };

/** How people come in: the first owner by a token, others by invitation, and everybody later by password. */
export type Entering = {
  /** A token that makes the first owner, new at each call; undefined when there is somebody already. */
  openSetup(): Promise<string | undefined>;
  setupNeeded(): Promise<boolean>;
  /** Throws `setup_done`, `token_invalid`, `rate_limited`. */
  setUp(input: NewPerson & { setup_token: string }, from: Visitor): Promise<Entered>;
  /** Throws `token_invalid`, `username_taken`, `rate_limited`. */
  accept(input: NewPerson & { token: string }, from: Visitor): Promise<Entered>;
  /** Throws `sign_in_failed`, whatever is wrong, and `rate_limited`. */
  signIn(input: { username: string; password: string }, from: Visitor): Promise<Entered>;
};

type Deps = { storage: Storage; clock: Clock; throttle: Throttle; passwords: Passwords };

export function createEntering({ storage, clock, throttle, passwords }: Deps): Entering {
  let setupHash: string | undefined;

  /** Takes the setup token: only one caller gets it, until it is given back. */
  function takeSetupToken(token: string): () => void {
    const hash = setupHash;
    if (!hash || !sameHash(hash, hashSecret(token))) throw new AppError('token_invalid');
    setupHash = undefined;
    return () => {
      setupHash = hash;
    };
  }

  async function setUp({ setup_token, ...input }: NewPerson & { setup_token: string }, from: Visitor) {
    if (await anybody(storage.db)) throw new AppError('setup_done');
    throttle.attempt(null, from.address);
    const giveBack = takeSetupToken(setup_token);
    throttle.succeeded(null, from.address);
    try {
      const password_hash = await passwords.hash(input.password);
      return await storage.transaction(async (trx) => {
        if (await anybody(trx)) throw new AppError('setup_done');
        return await join(trx, { ...input, role: 'owner', password_hash }, from);
      });
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  async function accept({ token, ...input }: NewPerson & { token: string }, from: Visitor) {
    throttle.attempt(null, from.address);
    const hash = hashSecret(token);
    if (!isOpen(await findInvitation(storage.db, hash), clock.now())) throw new AppError('token_invalid');
    throttle.succeeded(null, from.address);
    const password_hash = await passwords.hash(input.password);
    return await storage.transaction(async (trx) => {
      const row = await findInvitation(trx, hash);
      const used_at = isoTime(clock.now());
      if (!isOpen(row, clock.now()) || !(await closeInvitation(trx, row.id, { used_at })))
        throw new AppError('token_invalid');
      return await join(trx, { ...input, role: row.role, password_hash }, from);
    });
  }

  type Joining = Pick<PersonRow, 'username' | 'name' | 'role' | 'password_hash'>;
  async function join(trx: Db, { username, name, role, password_hash }: Joining, from: Visitor): Promise<Entered> {
    if (await findPersonByUsername(trx, username)) throw new AppError('username_taken');
    const created_at = isoTime(clock.now());
    const fresh = { username, name, role, password_hash, created_at, last_signed_in_at: created_at };
    const person = await insertPerson(trx, fresh);
    const action = role === 'owner' && (await isAlone(trx, person)) ? 'owner_created' : 'person_joined';
    await recordDeed(trx, clock, callerOf(person, from), { action, details: { role } });
    return await enter(trx, person, from);
  }

  async function signIn({ username, password }: { username: string; password: string }, from: Visitor) {
    const folded = username.trim().toLowerCase();
    throttle.attempt(folded, from.address);
    const found = await findPersonByUsername(storage.db, folded);
    const right = await passwords.verify(password, found?.password_hash);
    if (!found || !right || found.disabled_at !== null) {
      await storage.transaction((trx) => recordDeed(trx, clock, nobody(from), failed(found)));
      throw new AppError('sign_in_failed');
    }
    throttle.succeeded(folded, from.address);
    return await storage.transaction(async (trx) => {
      await updatePerson(trx, found.id, { last_signed_in_at: isoTime(clock.now()) });
      await recordDeed(trx, clock, callerOf(found, from), { action: 'signed_in' });
      return await enter(trx, { ...found, last_signed_in_at: isoTime(clock.now()) }, from);
    });
  }

  async function enter(trx: Db, person: PersonRow, { userAgent }: Visitor): Promise<Entered> {
    return { ...(await startSignIn(trx, clock, person.id, userAgent)), person: withoutPassword(person) };
  }

  return {
    async openSetup() {
      if (await anybody(storage.db)) return undefined;
      const token = newToken();
      setupHash = hashSecret(token);
      return token;
    },
    setupNeeded: async () => !(await anybody(storage.db)),
    setUp,
    accept,
    signIn,
  };
}

/** A person as it may be shown. */
export function withoutPassword({ password_hash: _, ...person }: PersonRow): Person {
  return person;
}

async function isAlone(db: Db, { id }: PersonRow): Promise<boolean> {
  return !(await anybody(db, id));
}

function isOpen<T extends { expires_at: string; used_at: string | null; revoked_at: string | null }>(
  row: T | undefined,
  now: number,
): row is T {
  return row !== undefined && row.used_at === null && row.revoked_at === null && Date.parse(row.expires_at) > now;
}

function failed(person: PersonRow | undefined) {
  return { action: 'sign_in_failed' as const, details: person ? { person_id: person.id } : {} };
}

function nobody({ address }: Visitor): Caller {
  return { principal: null, address };
}

function callerOf({ id, name }: PersonRow, { address }: Visitor): Caller {
  return { principal: { kind: 'person', id, name, scopes: new Set(), sessions: 'all' }, address };
}
