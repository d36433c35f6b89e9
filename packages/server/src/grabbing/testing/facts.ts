import type { EngineBatch, EngineGroup, EngineParticipant, EnginePerson } from '../../engine/index.ts';

/** A person about whom nothing is known but what is given. */
export function person(facts: Partial<EnginePerson>): EnginePerson {
  return {
    pn: null,
    lid: null,
    saved_name: null,
    chat_name: null,
    push_name: null,
    verified_name: null,
    in_address_book: false,
    has_chat: false,
    is_blocked: false,
    is_business: false,
    profile_picture: null,
    ...facts,
  };
}

/** Somebody in the address book. */
export function saved(pn: string, name: string, facts: Partial<EnginePerson> = {}): EnginePerson {
  return person({ pn, saved_name: name, in_address_book: true, ...facts });
}

/** A group that was read whole. */
export function group(id: string, participants: EngineParticipant[], facts: Partial<EngineGroup> = {}): EngineGroup {
  return {
    id,
    name: `Group ${id}`,
    description: null,
    participants,
    participants_count: participants.length,
    roster_complete: true,
    is_admin: false,
    profile_picture: null,
    ...facts,
  };
}

/** A plain member by phone, LID or both. */
export function member(
  ids: { pn?: string; lid?: string },
  role: EngineParticipant['role'] = 'member',
): EngineParticipant {
  return { pn: ids.pn ?? null, lid: ids.lid ?? null, role };
}

/** One page of people. */
export function people(...items: EnginePerson[]): EngineBatch {
  return { kind: 'contacts', items, total: items.length };
}

/** One page of groups. */
export function groups(...items: EngineGroup[]): EngineBatch {
  return { kind: 'groups', items, total: items.length };
}

/** The last page. */
export function end(complete = true): EngineBatch {
  return { kind: 'end', complete, missing: [] };
}
