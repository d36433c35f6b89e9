import { contactIdOf } from '../../core/index.ts';
import type { OptOutGuard } from '../../opt-outs/index.ts';
import type { Storage } from '../../storage/index.ts';
import { forgetTold } from './erased.repo.ts';
import type { SaveState } from './state.ts';

/** Leaves out whom the guard does not want, and notes of whom WhatsApp spoke nevertheless. */
export function heedUnwanted(state: SaveState, guard: Pick<OptOutGuard, 'isUnwanted'>): void {
  state.isUnwanted = ({ pn, lid }) => {
    if (!guard.isUnwanted({ pn, lid })) return false;
    if (pn !== null) state.unwanted.add(contactIdOf({ pn, lid: null }));
    if (lid !== null) state.unwanted.add(contactIdOf({ pn: null, lid }));
    return true;
  };
}

/** The engine had written down what it was told of them before anybody could know that they are not wanted. */
export async function forgetUnwanted(storage: Storage, { job, unwanted }: SaveState): Promise<void> {
  if (unwanted.size === 0) return;
  const jids = [...unwanted];
  unwanted.clear();
  await storage.transaction((trx) => forgetTold(trx, job.sessionId, jids));
}
