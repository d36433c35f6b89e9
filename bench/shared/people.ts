import type { newContact } from '../../packages/server/src/contacts/index.ts';

const at = '2026-01-15T10:30:00.000Z';
/** Far enough apart that somebody and their twin are in different sessions. */
const [twinsBegin, twinsApart] = [150_001, 50_001];
const families = ['Santoso', 'Wijaya', 'Lestari', 'Nugroho', 'Pratama'];

/** A session that is not to be connected. */
export function aSession(session_id: string) {
  return {
    session_id,
    name: `Toko ${session_id}`,
    phone_number: null,
    status: 'disconnected' as const,
    qr_code: null,
    is_active: false,
    last_activity: null,
    device_info: null,
    created_at: at,
    updated_at: at,
    status_reason: null,
    lid: null,
    sync_missing: null,
  };
}

/** Somebody of an address book; one in fifty is called by the name that comes last in the alphabet, one in twenty lives in Malaysia; one in ten is known to another session too. */
export function aPerson(number: number): Parameters<typeof newContact>[0] {
  const who = number % 10 === 9 && number > twinsBegin ? number - twinsApart : number;
  const phone_number = who % 20 === 3 ? String(60_120_000_000 + who) : String(6_281_200_000_000 + who);
  const family = families[who % families.length];
  const name = who % 50 === 7 ? `Zulaikha ${family} ${who}` : `Pelanggan ${(who * 7919) % 1_000_003} ${family}`;
  return {
    id: 0,
    contact_id: `${phone_number}@s.whatsapp.net`,
    name,
    phone_number,
    type: 'individual',
    group_id: null,
    group_name: null,
    group_description: null,
    group_participants_count: null,
    is_admin: false,
    profile_picture: null,
    status: 'active',
    lid: null,
    saved_name: name,
    push_name: `${family?.toLowerCase()}${who}`,
    verified_name: null,
    chat_name: null,
    in_address_book: true,
    has_chat: who % 3 === 0,
    seen_in_group: false,
    is_me: false,
    is_business: who % 40 === 5,
    removed_at: null,
  };
}
