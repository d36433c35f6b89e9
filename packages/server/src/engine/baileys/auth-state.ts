import type { AuthenticationCreds, SignalDataTypeMap, SignalKeyStore } from '@whiskeysockets/baileys';
import { BufferJSON, initAuthCreds, makeCacheableSignalKeyStore, proto } from '@whiskeysockets/baileys';
import type { Storage } from '../../storage/index.ts';
import type { Sealer } from '../seal.ts';
import { findCredentials, saveCredentials } from './credentials.repo.ts';
import { eraseAccount } from './erase.ts';
import { deleteKeys, findKeys, saveKeys } from './keys.repo.ts';
import { deleteLargeKeys, findLargeKeys, saveLargeKeys } from './large-keys.ts';
import { lidMapping } from './lid-mapping.ts';
import { silentLogger } from './silent-logger.ts';
import type { Writer } from './writer.ts';

export type AuthState = {
  creds: AuthenticationCreds;
  keys: SignalKeyStore;
  /** Whether a phone has linked this device. */
  linked(): boolean;
  /** Writes the credentials as they are; calls that come together end in one write. Nothing is written before a phone has linked. */
  save(): Promise<void>;
  /**
   * Its connection is over: what it still works in of the app state counts no more, and throws, so that it is told of nothing. The next connection
   * may have read on meanwhile, and is delivered again what this one did not confirm.
   */
  retire(): void;
};

type Kept = Exclude<keyof SignalDataTypeMap, 'lid-mapping'>;
type AuthDeps = { storage: Storage; sealer: Sealer; sessionId: string; writer: Writer };

/**
 * Baileys' credentials and Signal keys, sealed in our tables. Throws `UnreadableError` when they were sealed with another
 * SECRET_KEY. An account without credentials starts clean: nothing of an earlier link is left.
 */
export async function openAuthState(deps: AuthDeps): Promise<AuthState> {
  const { storage, sealer, sessionId } = deps;
  const sealed = await findCredentials(storage.db, sessionId);
  if (!sealed) await eraseAccount(storage, sessionId);
  const creds = sealed ? parse<AuthenticationCreds>(sealer.open([sessionId, 'creds'], sealed)) : initAuthCreds();
  const linked = () => creds.account !== undefined && creds.account !== null;
  let saving: Promise<void> | undefined;

  async function write(): Promise<void> {
    saving = undefined;
    if (!linked()) return;
    const bytes = sealer.seal([sessionId, 'creds'], stringify(creds));
    await storage.transaction((trx) => saveCredentials(trx, storage.bulk, sessionId, bytes, Date.now()));
  }

  let tail: Promise<void> = Promise.resolve();
  let retired = false;
  return {
    creds,
    keys: keyStore(deps, () => retired),
    linked,
    retire() {
      retired = true;
    },
    save() {
      if (!saving) {
        // Not at once: Baileys merges an update into `creds` only after its listeners have heard of it.
        saving = tail.then(write);
        tail = saving.catch(() => {});
      }
      return saving;
    },
  };
}

/**
 * LID mappings live in a table of their own; every other key is sealed, and cached but for the states of the app state, which are
 * megabytes that the cache would measure at each write.
 */
function keyStore(deps: AuthDeps, isRetired: () => boolean): SignalKeyStore {
  const mapping = lidMapping(deps.storage, deps.sessionId, deps.writer);
  const sealed = sealedKeys(deps);
  const cached = makeCacheableSignalKeyStore(sealed, silentLogger);
  return {
    async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      if (type === 'lid-mapping') return (await mapping.get(ids)) as Record<string, SignalDataTypeMap[T]>;
      return await (type === 'app-state-sync-version' ? sealed : cached).get(type, ids);
    },
    async set(data) {
      const { 'lid-mapping': pairs, 'app-state-sync-version': versions, ...others } = data;
      if (pairs) await mapping.set(pairs);
      if (Object.keys(others).length > 0) await cached.set(others);
      // Last: a state says that what it covers has been worked in, under the keys above.
      if (versions && isRetired()) throw new Error('the connection that read this is over');
      if (versions) await sealed.set({ 'app-state-sync-version': versions });
    },
  };
}

const small = { find: findKeys, save: saveKeys, remove: deleteKeys };
const large = { find: findLargeKeys, save: saveLargeKeys, remove: deleteLargeKeys };

/** The state of an address book of 100,000 has some 20 MB. */
function keeping(type: string) {
  return type === 'app-state-sync-version' ? large : small;
}

function sealedKeys({ storage, sealer, sessionId }: Omit<AuthDeps, 'writer'>): SignalKeyStore {
  return {
    async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      const found = await keeping(type).find(storage.db, sessionId, type, ids);
      const opened = [...found].map(([id, bytes]) => {
        const value = parse<SignalDataTypeMap[T]>(sealer.open([sessionId, type, id], bytes));
        return [id, revived(type, value)] as const;
      });
      return Object.fromEntries(opened);
    },
    async set(data) {
      await storage.transaction(async (trx) => {
        for (const type of Object.keys(data) as Kept[]) {
          const entries = Object.entries<unknown>(data[type] ?? {});
          const kept = entries.filter(([, value]) => value !== null && value !== undefined);
          const gone = entries.filter(([, value]) => value === null || value === undefined);
          const rows = kept.map(([id, value]) => ({
            type,
            key_id: id,
            sealed: sealer.seal([sessionId, type, id], stringify(value)),
          }));
          const goneIds = gone.map(([id]) => id);
          await keeping(type).save(trx, storage.bulk, sessionId, rows);
          await keeping(type).remove(trx, sessionId, type, goneIds);
        }
      });
    },
  };
}

/** Baileys wants this one type as a protobuf object (use-multi-file-auth-state does the same). */
function revived<T extends keyof SignalDataTypeMap>(type: T, value: SignalDataTypeMap[T]): SignalDataTypeMap[T] {
  if (type !== 'app-state-sync-key') return value;
  return proto.Message.AppStateSyncKeyData.fromObject(value as object) as unknown as SignalDataTypeMap[T];
}

function stringify(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value, BufferJSON.replacer));
}

function parse<T>(bytes: Buffer): T {
  return JSON.parse(bytes.toString(), BufferJSON.reviver) as T;
}
