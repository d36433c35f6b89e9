import type { Clock } from '../core/index.ts';
import type { Principal } from './authorized.ts';
import type { KeyRow } from './keys.repo.ts';

type Known = { row: KeyRow; principal: Principal };

/** A key that another process revoked works this long at most. */
const longestMs = 2000;
const most = 1000;

/** Keys that were looked up a moment ago, so that not every request asks the database. Whoever changes a key says so with `forget`. */
export type RememberedKeys = {
  find(hash: string): Known | undefined;
  /** Called before a key is looked up: what it gives keeps the key, unless any key changed in between. */
  begin(): (hash: string, known: Known) => void;
  forget(): void;
};

export function createRememberedKeys(clock: Clock): RememberedKeys {
  let kept = new Map<string, Known & { until: number }>();
  return {
    find(hash) {
      const known = kept.get(hash);
      return known && known.until > clock.now() ? known : undefined;
    },
    begin() {
      const begun = kept;
      return (hash, known) => {
        if (begun.size >= most) begun.clear();
        begun.set(hash, { ...known, until: clock.now() + longestMs });
      };
    },
    forget() {
      kept = new Map();
    },
  };
}
