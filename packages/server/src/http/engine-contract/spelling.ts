import type { EngineContact, EngineGroup, GrabbedContact, GrabbedGroup } from '@grabber/contract';
import type { Session } from '../../sessions/index.ts';

/** Our rows in the spellings of the engine contract; where engines differ, the one that every reader knows. */
export function spellSession({ session_id, status, phone_number, created_at }: Session) {
  return { sessionId: session_id, status, phoneNumber: phone_number, createdAt: created_at };
}

export function spellContact({ phone, is_admin: _, ...contact }: GrabbedContact): EngineContact {
  return { ...contact, number: phone };
}

export function spellGroup({ desc, participants, ...group }: GrabbedGroup): EngineGroup {
  const members = participants.map(({ phone, ...member }) => ({ ...member, number: phone }));
  return { ...group, description: desc, participants: members };
}
