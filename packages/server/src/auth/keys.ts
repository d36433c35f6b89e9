import { scopes as allScopes, type Scope } from '@grabber/contract';
import { AppError, type Clock, isoTime } from '../core/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import { recordDeed } from './audit.ts';
import { type Caller, type Principal, systemCaller } from './authorized.ts';
import { requireWithin, within } from './delegation.ts';
import { bindKey, sessionsOfKeys } from './key-sessions.repo.ts';
import { generateKey } from './key-text.ts';
import {
  findKey,
  findKeyByHash,
  insertKey,
  type KeyRow,
  listKeys,
  replaceSecret,
  revokeKey,
  touchKey,
} from './keys.repo.ts';
import { deleteOldSecrets, findKeyIdByOldSecret, insertOldSecret } from './old-secrets.repo.ts';
import { applyPreset, isPreset } from './preset.ts';
import { createRememberedKeys } from './remembered-keys.ts';
import { hashSecret, sameHash } from './secrets.ts';

/** A key as it may be shown: without its hash, and with the sessions it is bound to (null: all). */
export type ApiKey = Omit<KeyRow, 'hash' | 'all_sessions'> & { sessions: string[] | null };
export type NewKey = {
  name: string;
  scopes: readonly Scope[];
  /** Null or left out: all. */
  sessions?: readonly string[] | null | undefined;
  expires_at?: string | null | undefined;
};
/** Who makes, changes or looks at keys: nobody reaches one that may do or see more than they. */
export type KeyCaller = Caller & { principal: Principal };

export type Keys = {
  /** Whose key this is. Throws `unauthorized` for none, an unknown, an expired and a revoked one alike. */
  authenticate(text: string | undefined): Promise<Principal>;
  /** Makes a key; its text is returned here and never again. Throws `forbidden`, `session_not_found` for more than the caller has, `validation_failed` for an end in the past. */
  create(input: NewKey, by: KeyCaller): Promise<{ key: string; row: ApiKey }>;
  list(by: KeyCaller): Promise<ApiKey[]>;
  /** Gives a key a new secret; the old one stays valid for `graceMs`. Throws `key_not_found`, `key_from_environment`. */
  rotate(id: number, graceMs: number, by: KeyCaller): Promise<{ key: string; row: ApiKey; old_until: string | null }>;
  /** False when there is no such key or it was revoked before. */
  revoke(id: number, by: KeyCaller): Promise<boolean>;
  /** Adds a session that a bound key created to what it may touch; nothing for everybody else. */
  adopt(principal: Principal, sessionId: string): Promise<void>;
  /** Sees to it that somebody can get in: the preset key, or a new one when no key is valid; returns a new one to be shown once. */
  ensureFirstKey(preset: string | undefined): Promise<string | undefined>;
};

const touchIntervalMs = 60_000;

/** API keys: only hashes are stored, so a lost key can't be shown again. */
export function createKeys(deps: { storage: Storage; clock: Clock; logger: Logger }): Keys {
  const { storage, clock, logger } = deps;
  const touched = new Map<number, number>();
  const now = () => isoTime(clock.now());

  /** Not awaited by the caller: a busy database must not delay an answer for a note like this. */
  async function touch(id: number): Promise<void> {
    const at = clock.now();
    if (at - (touched.get(id) ?? Number.NEGATIVE_INFINITY) < touchIntervalMs) return;
    touched.set(id, at);
    await storage
      .transaction((trx) => touchKey(trx, id, isoTime(at)))
      .catch((err) => logger.warn({ err, key_id: id }, 'could not note the last use of a key'));
  }

  const remembered = createRememberedKeys(clock);

  async function findBySecret(hash: string): Promise<KeyRow | undefined> {
    const row = await findKeyByHash(storage.db, hash);
    if (row) return sameHash(row.hash, hash) ? row : undefined;
    const id = await findKeyIdByOldSecret(storage.db, hash, now());
    return id === undefined ? undefined : await findKey(storage.db, id);
  }

  async function authenticate(text: string | undefined): Promise<Principal> {
    if (!text) throw new AppError('unauthorized');
    const hash = hashSecret(text);
    const known = remembered.find(hash);
    if (known && isValid(known.row, clock.now())) {
      void touch(known.row.id);
      return known.principal;
    }
    const remember = remembered.begin();
    const row = await findBySecret(hash);
    if (!row || !isValid(row, clock.now())) throw new AppError('unauthorized');
    void touch(row.id);
    const principal = await principalOf(row);
    if (row.all_sessions && row.hash === hash) remember(hash, { row, principal });
    return principal;
  }

  async function principalOf(row: KeyRow): Promise<Principal> {
    const [{ sessions = null } = {}] = await shown(storage.db, [row]);
    const scopes = new Set(knownScopes(row.scopes));
    return { kind: 'api_key', id: row.id, name: row.name, scopes, sessions: sessions ? new Set(sessions) : 'all' };
  }

  function futureTime(time: string | null): string | null {
    if (time === null) return null;
    const ms = Date.parse(time);
    if (!(ms > clock.now())) throw new AppError('validation_failed', { details: { field: 'expires_at' } });
    return isoTime(ms);
  }

  async function create({ name, scopes, sessions, expires_at = null }: NewKey, by: KeyCaller) {
    const asked = sessions ?? (by.principal.sessions === 'all' ? null : [...by.principal.sessions]);
    requireWithin(by.principal, { scopes, sessions: asked });
    const { key, prefix } = generateKey();
    const times = { created_at: now(), expires_at: futureTime(expires_at) };
    const fresh = { name, prefix, hash: hashSecret(key), scopes: JSON.stringify(scopes), ...times };
    return await storage.transaction(async (trx) => {
      const row = await insertKey(trx, { ...fresh, all_sessions: asked === null });
      for (const sessionId of new Set(asked)) await bindKey(trx, row.id, sessionId);
      await recordDeed(trx, clock, by, { action: 'key_created', details: { key_id: row.id, scopes, sessions: asked } });
      return { key, row: await shownOne(trx, row) };
    });
  }

  /** What is known of keys is forgotten as soon as one may have changed. */
  async function changing<T>(work: Parameters<typeof storage.transaction<T>>[0]): Promise<T> {
    try {
      return await storage.transaction(work);
    } finally {
      remembered.forget();
    }
  }

  /** A key that is there, not revoked, and within the caller's reach. */
  async function reachable(db: Db, id: number, { principal }: KeyCaller): Promise<KeyRow | undefined> {
    const row = await findKey(db, id);
    if (!row || row.revoked_at !== null) return undefined;
    return within(principal, await shownOne(db, row)) ? row : undefined;
  }

  async function rotate(id: number, graceMs: number, by: KeyCaller) {
    const { key, prefix } = generateKey();
    return await changing(async (trx) => {
      const row = await reachable(trx, id, by);
      if (!row) throw new AppError('key_not_found');
      if (isPreset(row)) throw new AppError('key_from_environment');
      const old_until = graceMs > 0 ? isoTime(clock.now() + graceMs) : null;
      await deleteOldSecrets(trx, id);
      if (old_until) await insertOldSecret(trx, { hash: row.hash, api_key_id: id, valid_until: old_until });
      await replaceSecret(trx, id, { hash: hashSecret(key), prefix });
      await recordDeed(trx, clock, by, { action: 'key_rotated', details: { key_id: id, old_until } });
      return { key, row: await shownOne(trx, { ...row, prefix }), old_until };
    });
  }

  async function revoke(id: number, by: KeyCaller): Promise<boolean> {
    return await changing(async (trx) => {
      if (!(await reachable(trx, id, by)) || !(await revokeKey(trx, id, now()))) return false;
      await deleteOldSecrets(trx, id);
      await recordDeed(trx, clock, by, { action: 'key_revoked', details: { key_id: id } });
      return true;
    });
  }

  async function ensureFirstKey(preset: string | undefined): Promise<string | undefined> {
    const rows = await changing(async (trx) => {
      await applyPreset(trx, clock, preset);
      return listKeys(trx);
    });
    if (rows.some((row) => isValid(row, clock.now()))) return undefined;
    return (await create({ name: 'first', scopes: ['admin'] }, systemCaller)).key;
  }

  return {
    authenticate,
    create,
    rotate,
    revoke,
    ensureFirstKey,
    async list({ principal }) {
      return (await shown(storage.db, await listKeys(storage.db))).filter((key) => within(principal, key));
    },
    async adopt({ kind, id, sessions }, sessionId) {
      if (kind !== 'api_key' || id === null || sessions === 'all') return;
      await storage.transaction((trx) => bindKey(trx, id, sessionId));
    },
  };
}

async function shown(db: Db, rows: KeyRow[]): Promise<ApiKey[]> {
  const bound = await sessionsOfKeys(
    db,
    rows.filter((row) => !row.all_sessions).map((row) => row.id),
  );
  return rows.map(({ hash: _, all_sessions, ...row }) => ({
    ...row,
    sessions: all_sessions ? null : (bound.get(row.id) ?? []),
  }));
}

async function shownOne(db: Db, row: KeyRow): Promise<ApiKey> {
  const [key] = await shown(db, [row]);
  return key as ApiKey;
}

function isValid(row: Pick<KeyRow, 'revoked_at' | 'expires_at'>, now: number): boolean {
  return row.revoked_at === null && (row.expires_at === null || Date.parse(row.expires_at) > now);
}

function knownScopes(scopes: readonly string[]): Scope[] {
  return allScopes.filter((scope) => scopes.includes(scope));
}
