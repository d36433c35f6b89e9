import type { Secrets } from '../../wire/secrets.ts';
import type { AppStateKey } from './keys.ts';
import type { AppStateEntry, SealedMutation } from './mutation.ts';
import { emptyLtHash, mixLtHash, sealMutation, sealPatch } from './mutation.ts';

const ENTRIES_PER_PATCH = 1000;
const PAGE_BYTES = 3_000_000;
const IV_BYTES = 16;

/** One page of patches (SyncdPatch protobufs) for a client that is behind; `version` is where the page takes it. */
export type PatchPage = { version: number; patches: Uint8Array[]; hasMore: boolean };

/** One device's way through a collection. */
export type CollectionReader = {
  /** The next page for a client at `version`; 0 gets the present content, not the changes that led to it. */
  pageAfter(version: number): PatchPage;
};

/** A named part of an account's app state, such as the address book in `critical_unblock_low`. */
export type Collection = {
  version(): number;
  /** Adds or replaces an entry and returns the new version. */
  set(entry: AppStateEntry): number;
  /** Removes the entry with this index and returns the new version; unknown ones change nothing. */
  remove(index: string[]): number;
  createReader(): CollectionReader;
};

/** A full copy of the content in patches, made one by one as pages ask for them. */
type Replay = { firstVersion: number; lastVersion: number; patch(version: number): Uint8Array };

/**
 * Creates a collection. Entries are encrypted when first asked for, so that a huge address book costs nothing until then.
 */
export function createCollection(
  name: string,
  key: AppStateKey,
  secrets: Secrets,
  initial: AppStateEntry[],
): Collection {
  const entries = new Map(initial.map((entry) => [JSON.stringify(entry.index), entry]));
  const sealed = new Map<string, SealedMutation>();
  const changes = new Map<number, Uint8Array>();
  let version = chunksFor(initial.length);
  let hash: Buffer | undefined;
  let latestReplay: Replay | undefined;

  function seal(id: string, entry: AppStateEntry): SealedMutation {
    const known = sealed.get(id);
    if (known) return known;
    const made = sealMutation(key, entry, 'set', secrets.fresh(`app state ${name}`, IV_BYTES));
    sealed.set(id, made);
    return made;
  }

  function currentHash(): Buffer {
    if (hash) return hash;
    hash = emptyLtHash();
    for (const [id, entry] of entries) mixLtHash(hash, seal(id, entry).valueMac, 1);
    return hash;
  }

  function takeAway(id: string): AppStateEntry | undefined {
    const entry = entries.get(id);
    if (!entry) return undefined;
    mixLtHash(currentHash(), seal(id, entry).valueMac, -1);
    entries.delete(id);
    sealed.delete(id);
    return entry;
  }

  function append(mutation: SealedMutation): number {
    version += 1;
    changes.set(version, sealPatch(key, { name, version, hash: currentHash() }, [mutation]));
    return version;
  }

  function replay(): Replay {
    if (latestReplay?.lastVersion === version) return latestReplay;
    const content = [...entries].map(([id, entry]) => ({ id, entry }));
    const runningHash = emptyLtHash();
    const patches: Uint8Array[] = [];
    const firstVersion = version - chunksFor(content.length) + 1;
    latestReplay = {
      firstVersion,
      lastVersion: version,
      patch(wanted) {
        while (patches.length <= wanted - firstVersion) {
          const start = patches.length * ENTRIES_PER_PATCH;
          const mutations = content.slice(start, start + ENTRIES_PER_PATCH).map(({ id, entry }) => seal(id, entry));
          for (const { valueMac } of mutations) mixLtHash(runningHash, valueMac, 1);
          const collection = { name, version: firstVersion + patches.length, hash: runningHash };
          patches.push(sealPatch(key, collection, mutations));
        }
        return patches[wanted - firstVersion] ?? Buffer.alloc(0);
      },
    };
    return latestReplay;
  }

  function createReader(): CollectionReader {
    let active: { replay: Replay; at: number } | undefined;

    const begin = (): { replay: Replay; at: number } => {
      const started = replay();
      return { replay: started, at: started.firstVersion - 1 };
    };

    return {
      pageAfter(clientVersion) {
        const isContinuing = active?.at === clientVersion && active.at < active.replay.lastVersion;
        if (clientVersion === 0) active = begin();
        else if (!isContinuing) active = undefined;
        const from = active?.at ?? clientVersion;
        const source = active?.replay;
        const page = fillPage(
          from,
          source?.lastVersion ?? version,
          (wanted) => source?.patch(wanted) ?? changes.get(wanted),
        );
        if (active) active.at = page.version;
        return { ...page, hasMore: page.version < version };
      },
    };
  }

  return {
    version: () => version,
    set(entry) {
      const id = JSON.stringify(entry.index);
      takeAway(id);
      entries.set(id, entry);
      const mutation = seal(id, entry);
      if (hash) mixLtHash(hash, mutation.valueMac, 1);
      return append(mutation);
    },
    remove(index) {
      const entry = takeAway(JSON.stringify(index));
      if (!entry) return version;
      return append(sealMutation(key, entry, 'remove', secrets.fresh(`app state ${name}`, IV_BYTES)));
    },
    createReader,
  };
}

/** Patches for a full copy; even an empty collection is one (empty) patch, so that the client records a version. */
function chunksFor(entries: number): number {
  return Math.max(1, Math.ceil(entries / ENTRIES_PER_PATCH));
}

function fillPage(
  from: number,
  last: number,
  patchOf: (version: number) => Uint8Array | undefined,
): { version: number; patches: Uint8Array[] } {
  const patches: Uint8Array[] = [];
  let version = from;
  for (let bytes = 0; version < last && bytes < PAGE_BYTES; version += 1) {
    const patch = patchOf(version + 1);
    if (!patch) break;
    patches.push(patch);
    bytes += patch.length;
  }
  return { version, patches };
}
