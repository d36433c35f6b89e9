import { AppError, type Clock, isoTime, storableText } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import { recordDeed } from './audit.ts';
import type { Caller, Principal } from './authorized.ts';
import { findPerson, type PersonRow } from './people.repo.ts';
import { scopesOfRole } from './roles.ts';
import { hashSecret, newToken, sameHash } from './secrets.ts';
import {
  deleteExpiredSignIns,
  deleteSignIns,
  findSignIn,
  insertSignIn,
  listSignIns,
  type SignInRow,
  touchSignIn,
} from './sign-ins.repo.ts';

const day = 86_400_000;
const longestMs = 30 * day;
const longestUnusedMs = 7 * day;
const touchIntervalMs = 60_000;

/** A token for the browser's cookie, shown here and never again. */
export type StartedSignIn = { token: string; expires_at: string };

/** In which browsers people are signed in. */
export type SignIns = {
  /** Whose cookie this is. Throws `unauthorized` for none, an unknown, an expired one, and one of somebody disabled alike. */
  authenticate(token: string | undefined): Promise<Principal>;
  list(personId: number): Promise<Omit<SignInRow, 'token_hash' | 'person_id'>[]>;
  /** Ends the sign-in of this cookie. */
  signOut(caller: Caller): Promise<void>;
  /** Ends one; throws `sign_in_not_found`. */
  end(personId: number, id: number, by: Caller): Promise<void>;
  /** Ends all of a person but the one given, and tells how many there were. */
  endAll(personId: number, except: number | undefined, by: Caller): Promise<number>;
};

export function createSignIns({ storage, clock }: { storage: Storage; clock: Clock }): SignIns {
  async function authenticate(token: string | undefined): Promise<Principal> {
    if (!token) throw new AppError('unauthorized');
    const hash = hashSecret(token);
    const row = await findSignIn(storage.db, hash);
    if (!row || !sameHash(row.token_hash, hash) || !isAlive(row, clock.now())) throw new AppError('unauthorized');
    const person = await findPerson(storage.db, row.person_id);
    if (!person || person.disabled_at !== null) throw new AppError('unauthorized');
    await touch(row);
    return principalOf(person, row.id);
  }

  async function touch({ id, last_used_at }: SignInRow): Promise<void> {
    if (clock.now() - Date.parse(last_used_at) < touchIntervalMs) return;
    await storage.transaction((trx) => touchSignIn(trx, id, isoTime(clock.now())));
  }

  return {
    authenticate,
    async list(personId) {
      const rows = await listSignIns(storage.db, personId);
      const alive = rows.filter((row) => isAlive(row, clock.now()));
      return alive.map(({ token_hash: _, person_id: __, ...row }) => row);
    },
    async signOut(caller) {
      const { id, signInId } = caller.principal ?? {};
      if (!id || !signInId) throw new AppError('people_only');
      await storage.transaction(async (trx) => {
        await deleteSignIns(trx, id, { only: signInId });
        await recordDeed(trx, clock, caller, { action: 'signed_out' });
      });
    },
    end: (personId, only, by) =>
      storage.transaction(async (trx) => {
        if ((await deleteSignIns(trx, personId, { only })) === 0) throw new AppError('sign_in_not_found');
        await recordDeed(trx, clock, by, { action: 'sign_ins_ended', details: { person_id: personId, ended: 1 } });
      }),
    endAll: (personId, except, by) =>
      storage.transaction(async (trx) => {
        const ended = await deleteSignIns(trx, personId, { except });
        await recordDeed(trx, clock, by, { action: 'sign_ins_ended', details: { person_id: personId, ended } });
        return ended;
      }),
  };
}

/** Signs a person in, as part of the transaction that decided so. */
export async function startSignIn(
  db: Db,
  clock: Clock,
  personId: number,
  userAgent: string | null,
): Promise<StartedSignIn> {
  const token = newToken();
  const now = isoTime(clock.now());
  const expires_at = isoTime(clock.now() + longestMs);
  await deleteExpiredSignIns(db, now);
  await insertSignIn(db, {
    person_id: personId,
    token_hash: hashSecret(token),
    user_agent: userAgent && storableText(userAgent, 200),
    created_at: now,
    last_used_at: now,
    expires_at,
  });
  return { token, expires_at };
}

/** A person as a caller. */
function principalOf({ id, name, role }: PersonRow, signInId: number): Principal {
  return { kind: 'person', id, name, role, scopes: scopesOfRole[role], sessions: 'all', signInId };
}

function isAlive({ expires_at, last_used_at }: SignInRow, now: number): boolean {
  return Date.parse(expires_at) > now && Date.parse(last_used_at) + longestUnusedMs > now;
}
