export { type Access, createAccess } from './access.ts';
export { type Audit, type Deed, recordDeed } from './audit.ts';
export * from './authorized.ts';
export type { Entered, Entering, Visitor } from './entering.ts';
export { unbindSession } from './key-sessions.repo.ts';
export { type ApiKey, createKeys, type KeyCaller, type Keys, type NewKey } from './keys.ts';
export type { People, PersonPatch } from './people.ts';
export type { SignIns } from './sign-ins.ts';
