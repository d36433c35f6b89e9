import type { Invitation, Person, Role } from '@grabber/contract';
import { AppError, type Clock, isoTime } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import { recordDeed } from './audit.ts';
import type { Caller } from './authorized.ts';
import { withoutPassword } from './entering.ts';
import { closeInvitation, type InvitationRow, insertInvitation, listInvitations } from './invitations.repo.ts';
import type { Passwords } from './password.ts';
import { deletePerson, findPerson, listPeople, type PersonRow, updatePerson } from './people.repo.ts';
import { hashSecret, newToken } from './secrets.ts';
import { deleteSignIns } from './sign-ins.repo.ts';
import type { Throttle } from './throttle.ts';

export type PersonPatch = { name?: string | undefined; role?: Role | undefined; disabled?: boolean | undefined };

/** Who may sign in. Whoever asks was checked before; `by` is for the audit log. */
export type People = {
  list(): Promise<Person[]>;
  /** Changes somebody; disabling ends all sign-ins. Throws `person_not_found`, `last_owner`. */
  change(id: number, patch: PersonPatch, by: Caller): Promise<Person>;
  /** Throws `person_not_found`, `last_owner`. */
  remove(id: number, by: Caller): Promise<void>;
  /** Changes the caller's own password and ends all other sign-ins. Throws `people_only`, `password_wrong`, `rate_limited`. */
  changePassword(passwords: { current_password: string; new_password: string }, caller: Caller): Promise<void>;
  /** Makes a link's token, returned here and never again. */
  invite(input: { role: Role; valid_hours: number }, by: Caller): Promise<{ token: string; invitation: Invitation }>;
  invitations(): Promise<Invitation[]>;
  /** Throws `invitation_not_found`, also for one that was used or revoked. */
  revokeInvitation(id: number, by: Caller): Promise<void>;
};

type Deps = { storage: Storage; clock: Clock; throttle: Throttle; passwords: Passwords };

export function createPeople({ storage, clock, throttle, passwords }: Deps): People {
  const now = () => isoTime(clock.now());

  async function existing(db: Db, id: number): Promise<PersonRow> {
    const row = await findPerson(db, id);
    if (!row) throw new AppError('person_not_found');
    return row;
  }

  function changed(before: PersonRow, { name, role, disabled }: PersonPatch): PersonRow {
    const left = before.disabled_at ?? now();
    const disabled_at = (disabled ?? before.disabled_at !== null) ? left : null;
    return { ...before, name: name ?? before.name, role: role ?? before.role, disabled_at };
  }

  async function change(id: number, patch: PersonPatch, by: Caller): Promise<Person> {
    return await storage.transaction(async (trx) => {
      const after = changed(await existing(trx, id), patch);
      const { name, role, disabled_at } = after;
      if (!isOwner(after)) await requireOtherOwner(trx, id);
      await updatePerson(trx, id, { name, role, disabled_at });
      if (disabled_at !== null) await deleteSignIns(trx, id);
      const details = { person_id: id, role, disabled: disabled_at !== null };
      await recordDeed(trx, clock, by, { action: 'person_changed', details });
      return withoutPassword(after);
    });
  }

  async function remove(id: number, by: Caller): Promise<void> {
    await storage.transaction(async (trx) => {
      await existing(trx, id);
      await requireOtherOwner(trx, id);
      await deleteSignIns(trx, id);
      await deletePerson(trx, id);
      await recordDeed(trx, clock, by, { action: 'person_removed', details: { person_id: id } });
    });
  }

  async function changePassword(
    { current_password, new_password }: { current_password: string; new_password: string },
    caller: Caller,
  ): Promise<void> {
    const { kind, id, signInId } = caller.principal ?? {};
    if (kind !== 'person' || !id) throw new AppError('people_only');
    const { username, password_hash: stored } = await existing(storage.db, id);
    throttle.attempt(username, caller.address);
    if (!(await passwords.verify(current_password, stored))) throw new AppError('password_wrong');
    throttle.succeeded(username, caller.address);
    const password_hash = await passwords.hash(new_password);
    await storage.transaction(async (trx) => {
      await updatePerson(trx, id, { password_hash });
      await deleteSignIns(trx, id, { except: signInId });
      await recordDeed(trx, clock, caller, { action: 'password_changed' });
    });
  }

  async function invite({ role, valid_hours }: { role: Role; valid_hours: number }, by: Caller) {
    const token = newToken();
    const expires_at = isoTime(clock.now() + valid_hours * 3_600_000);
    const fresh = { token_hash: hashSecret(token), role, created_at: now(), expires_at };
    const row = await storage.transaction(async (trx) => {
      const saved = await insertInvitation(trx, fresh);
      await recordDeed(trx, clock, by, { action: 'invitation_created', details: { invitation_id: saved.id, role } });
      return saved;
    });
    return { token, invitation: withoutToken(row) };
  }

  async function revokeInvitation(id: number, by: Caller): Promise<void> {
    await storage.transaction(async (trx) => {
      if (!(await closeInvitation(trx, id, { revoked_at: now() }))) throw new AppError('invitation_not_found');
      await recordDeed(trx, clock, by, { action: 'invitation_revoked', details: { invitation_id: id } });
    });
  }

  return {
    list: async () => (await listPeople(storage.db)).map(withoutPassword),
    change,
    remove,
    changePassword,
    invite,
    invitations: async () => (await listInvitations(storage.db)).map(withoutToken),
    revokeInvitation,
  };
}

async function requireOtherOwner(db: Db, id: number): Promise<void> {
  const people = await listPeople(db);
  if (!people.some((person) => person.id !== id && isOwner(person))) throw new AppError('last_owner');
}

function isOwner({ role, disabled_at }: Pick<PersonRow, 'role' | 'disabled_at'>): boolean {
  return role === 'owner' && disabled_at === null;
}

function withoutToken({ token_hash: _, ...invitation }: InvitationRow): Invitation {
  return invitation;
}
