import type { EngineIdentity } from '../engine/index.ts';
import type { Session } from '../sessions/index.ts';

/** The owner of a session's account. */
export function accountDigits({ phone_number, lid }: Pick<Session, 'phone_number' | 'lid'>): EngineIdentity {
  return { pn: phone_number?.replace(/\D/g, '') || null, lid };
}
