import type { EngineIdentity } from '../../engine/index.ts';
import { noteFailure } from './failures.ts';
import { identify } from './identity.ts';
import { readIdentity } from './identity-of.ts';
import { endGroup } from './judge.ts';
import type { SaveState } from './state.ts';
import type { Tracked, TrackedGroup } from './tracked.ts';

/** What news are laid over. */
export type LiveScene = {
  state: SaveState;
  /** People who lost a reason to be there. */
  lost: Set<Tracked>;
  /** Groups that must be read whole. */
  unknownGroups: Set<string>;
};

/** Ends a group that the account is in no more: its members may be gone with it. */
export function leaveGroup({ state, lost }: LiveScene, group: TrackedGroup | undefined): void {
  if (!group || group.tracked.row.removed_at !== null) return;
  endGroup(state, group.tracked);
  for (const person of group.members.keys()) lost.add(person);
}

/** The row of somebody, or their place in mind; undefined when they cannot be told from others. */
export function who(state: SaveState, ids: EngineIdentity): Tracked | undefined {
  const identity = readIdentity(ids);
  if (!('reason' in identity)) return identify(state, identity);
  noteFailure(state, 'contacts', { item: 'contact', ...identity });
  return undefined;
}
