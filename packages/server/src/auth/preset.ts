import { type Clock, isoTime } from '../core/index.ts';
import type { Db } from '../storage/index.ts';
import { findKeyByHash, findLiveKeysByPrefix, insertKey, reviveKey, revokeKey } from './keys.repo.ts';
import { hashSecret } from './secrets.ts';

/** Stands where other keys have their first characters, so that no made key can be taken for the preset one. */
const presetPrefix = 'ADMIN_API_KEY';

/** Whether a key is the preset one, which nobody but the environment changes. */
export function isPreset({ prefix }: { prefix: string }): boolean {
  return prefix === presetPrefix;
}

/** Makes ADMIN_API_KEY the one preset key: a former one is revoked, also when the variable is gone. */
export async function applyPreset(db: Db, clock: Clock, preset: string | undefined): Promise<void> {
  const hash = preset && hashSecret(preset);
  const now = isoTime(clock.now());
  const former = (await findLiveKeysByPrefix(db, presetPrefix)).filter((row) => row.hash !== hash);
  for (const row of former) await revokeKey(db, row.id, now);
  if (hash) await allow(db, hash, now);
}

async function allow(db: Db, hash: string, created_at: string): Promise<void> {
  const known = await findKeyByHash(db, hash);
  if (known) return reviveKey(db, known.id);
  const scopes = JSON.stringify(['admin']);
  await insertKey(db, { name: presetPrefix, prefix: presetPrefix, hash, scopes, created_at });
}
