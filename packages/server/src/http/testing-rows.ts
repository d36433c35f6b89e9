import type { Contact, GrabbedContact, GrabbedGroup } from '@grabber/contract';
import type { Grab } from '../grabbing/index.ts';
import type { Pairing, Session } from '../sessions/index.ts';

/** Rows as the layers below return them, with fields that a test may set. */
export const at = '2026-01-15T10:30:00.000Z';

export function aSession(fields: Partial<Session> = {}): Session {
  const times = { created_at: at, updated_at: at, last_activity: null };
  const states = { status: 'connected', status_reason: null, sync_state: 'complete', sync_missing: null } as const;
  const names = { session_id: 's1', name: 'Toko Budi', phone_number: '6281234567890', lid: null, engine: 'baileys' };
  return { id: 1, qr_code: null, is_active: true, device_info: null, ...times, ...states, ...names, ...fields };
}

const noCounts: Grab['counts'] = {
  total_groups: 0,
  total_contacts: 0,
  memberships: 0,
  groups_saved: 0,
  groups_updated: 0,
  groups_unchanged: 0,
  groups_removed: 0,
  contacts_saved: 0,
  contacts_updated: 0,
  contacts_unchanged: 0,
  contacts_removed: 0,
  participants_saved: 0,
  participants_updated: 0,
  participants_unchanged: 0,
  participants_removed: 0,
  members_joined: 0,
  members_left: 0,
  merged: 0,
};

export function aGrab(fields: Partial<Grab> = {}, counts: Partial<Grab['counts']> = {}): Grab {
  const base = {
    id: 7,
    session_id: 's1',
    kind: 'all',
    status: 'completed',
    stage: 'done',
    missing: null,
    retry_of: null,
  } as const;
  const times = { created_at: at, started_at: at, finished_at: at };
  const errors = { errors_count: 0, error_code: null, error_reason: null };
  return { ...base, ...times, ...errors, counts: { ...noCounts, ...counts }, ...fields };
}

export function aContact(fields: Partial<Contact> = {}): Contact {
  const group = { group_id: null, group_name: null, group_description: null, group_participants_count: null };
  const names = {
    name: 'Budi',
    saved_name: 'Budi',
    push_name: null,
    verified_name: null,
    chat_name: null,
    country_code: 'ID',
  };
  const facts = { in_address_book: true, has_chat: false, seen_in_group: false, is_business: false, is_admin: false };
  const times = {
    grabbed_at: at,
    created_at: at,
    updated_at: at,
    first_seen_at: at,
    last_seen_at: at,
    removed_at: null,
  };
  const ids = { id: 1, session_id: 's1', contact_id: '62811@s.whatsapp.net', phone_number: '62811', lid: null };
  return {
    ...ids,
    ...names,
    ...facts,
    ...group,
    ...times,
    type: 'individual',
    status: 'active',
    profile_picture: null,
    ...fields,
  };
}

const person = {
  id: '62811@s.whatsapp.net',
  lid: null,
  name: 'Budi "Raja" <b>',
  phone: '62811',
  pushname: 'budi',
  is_admin: false,
  profile_picture: null,
};

const names = { saved_name: 'Budi "Raja" <b>', chat_name: null, verified_name: null };

export const budi: GrabbedContact = { ...person, ...names, in_address_book: true, has_chat: false };

export const arisan: GrabbedGroup = {
  id: '120363@g.us',
  name: 'Arisan 🎉',
  desc: 'Tiap Jumat',
  participants_count: 2,
  is_admin: true,
  profile_picture: null,
  participants: [
    { ...person, is_admin: true, role: 'superadmin' },
    { ...person, id: '99@lid', lid: '99@lid', phone: null, name: null, role: 'member' },
  ],
};

export const noPairing: Pairing = {
  qr_code: null,
  qr_raw: null,
  qr_expires_at: null,
  qr_attempt: null,
  qr_attempts: null,
  pairing_code: null,
  pairing_code_expires_at: null,
};
