export { createDigests, type Digests } from './digests.ts';
export { createOptOutGuard, type OptOutGuard } from './guard.ts';
export { createOptOuts, type NewEntry, type OptOuts, type PersonIds } from './opt-outs.ts';
