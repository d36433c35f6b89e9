import type { ChangeSignal } from './changes/index.ts';
import type { Clock } from './core/index.ts';
import type { Features } from './http/index.ts';
import type { Logger } from './observability/index.ts';
import type { Storage } from './storage/index.ts';

/** What features are built from. */
export type FeatureParts = {
  storage: Storage;
  /** Rings after each commit that changed contacts, groups or memberships. */
  changes: ChangeSignal;
  clock: Clock;
  logger: Logger;
};

/** Opens the services of every feature, in the order in which they build on each other; the server and the tests of its routes share this. */
export function openFeatures(_parts: FeatureParts): Features {
  return {};
}
