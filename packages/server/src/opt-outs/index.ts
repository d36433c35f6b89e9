export { createDigests, type Digests } from './digests.ts';
export { createOptOutGuard, type OptOutGuard } from './guard.ts';
export type { PersonIds } from './identity.ts';
export { createManyOptOuts, type ManyOptOuts, type OptOutEntry } from './many.ts';
export { createOptOuts, type NewEntry, type OptOuts } from './opt-outs.ts';
