export { createWorld } from './create.ts';
export {
  type ExpectedContact,
  type ExpectedMembership,
  expectedContacts,
  expectedCounts,
  expectedMemberships,
} from './expected.ts';
export * from './mutations.ts';
export { type PresetName, presets, type WorldOptions } from './options.ts';
export type * from './types.ts';
