import { scopes as allScopes, type Scope } from '@grabber/contract';
import { AppError, type Clock, isoTime } from '../core/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Principal } from './authorized.ts';
import { generateKey, hashKey, sameHash } from './key-text.ts';
import { findKeyByHash, insertKey, type KeyRow, listKeys, revokeKey, touchKey } from './keys.repo.ts';
import { applyPreset } from './preset.ts';

/** A key as it may be shown: without its hash. */
export type ApiKey = Omit<KeyRow, 'hash'>;
export type NewKey = { name: string; scopes: readonly Scope[]; expires_at?: string | null };

export type Keys = {
  /** Whose key this is. Throws `unauthorized` for none, an unknown, an expired and a revoked one alike. */
  authenticate(text: string | undefined): Promise<Principal>;
  /** Makes a key; its text is returned here and never again. */
  create(input: NewKey): Promise<{ key: string; row: ApiKey }>;
  list(): Promise<ApiKey[]>;
  /** False when there is no such key or it was revoked before. */
  revoke(id: number): Promise<boolean>;
  /** Sees to it that somebody can get in: the preset key, or a new one when no key is valid; returns a new one to be shown once. */
  ensureFirstKey(preset: string | undefined): Promise<string | undefined>;
};

const touchIntervalMs = 60_000;

/** API keys: only hashes are stored, so a lost key can't be shown again. */
export function createKeys(deps: { storage: Storage; clock: Clock; logger: Logger }): Keys {
  const { storage, clock, logger } = deps;
  const touched = new Map<number, number>();

  /** Not awaited by the caller: a busy database must not delay an answer for a note like this. */
  async function touch(id: number): Promise<void> {
    const now = clock.now();
    if (now - (touched.get(id) ?? Number.NEGATIVE_INFINITY) < touchIntervalMs) return;
    touched.set(id, now);
    await storage
      .transaction((trx) => touchKey(trx, id, isoTime(now)))
      .catch((err) => logger.warn({ err, key_id: id }, 'could not note the last use of a key'));
  }

  async function authenticate(text: string | undefined): Promise<Principal> {
    if (!text) throw new AppError('unauthorized');
    const hash = hashKey(text);
    const row = await findKeyByHash(storage.db, hash);
    if (!row || !sameHash(row.hash, hash) || !isValid(row, clock.now())) throw new AppError('unauthorized');
    void touch(row.id);
    return { kind: 'api_key', id: row.id, name: row.name, scopes: new Set(knownScopes(row.scopes)) };
  }

  async function create({ name, scopes, expires_at = null }: NewKey) {
    const { key, prefix } = generateKey();
    const fresh = { name, prefix, hash: hashKey(key), scopes: JSON.stringify(scopes), expires_at };
    const row = await storage.transaction((trx) => insertKey(trx, { ...fresh, created_at: isoTime(clock.now()) }));
    return { key, row: withoutHash(row) };
  }

  async function ensureFirstKey(preset: string | undefined): Promise<string | undefined> {
    const rows = await storage.transaction(async (trx) => {
      await applyPreset(trx, clock, preset);
      return listKeys(trx);
    });
    if (rows.some((row) => isValid(row, clock.now()))) return undefined;
    return (await create({ name: 'first', scopes: ['admin'] })).key;
  }

  return {
    authenticate,
    create,
    ensureFirstKey,
    list: async () => (await listKeys(storage.db)).map(withoutHash),
    revoke: (id) => storage.transaction((trx) => revokeKey(trx, id, isoTime(clock.now()))),
  };
}

function isValid(row: Pick<KeyRow, 'revoked_at' | 'expires_at'>, now: number): boolean {
  return row.revoked_at === null && (row.expires_at === null || Date.parse(row.expires_at) > now);
}

function knownScopes(scopes: readonly string[]): Scope[] {
  return allScopes.filter((scope) => scopes.includes(scope));
}

function withoutHash({ hash: _, ...row }: KeyRow): ApiKey {
  return row;
}
