export { engineKindOf, findSession, insertSession } from './sessions.repo.ts';
export { createSessions, type SessionsDeps } from './sessions.ts';
export type { NewSession, Pairing, Session, Sessions } from './types.ts';
