import { newContact } from '../../packages/server/src/contacts/index.ts';
import type { Storage } from '../../packages/server/src/storage/index.ts';

const at = '2026-01-15T10:30:00.000Z';
const rowsPerTransaction = 20_000;

/** Saves a session that is not to be connected, with so many people. */
export async function fillSession(storage: Storage, sessionId: string, rows: number): Promise<void> {
  const session = { session_id: sessionId, name: 'Toko Budi', status: 'disconnected' as const, is_active: false };
  const times = { created_at: at, updated_at: at, last_activity: null };
  const unknown = {
    phone_number: null,
    qr_code: null,
    device_info: null,
    status_reason: null,
    lid: null,
    sync_missing: null,
  };
  await storage.transaction((trx) =>
    storage.bulk.insert(trx, 'whatsapp_sessions', [{ ...session, ...times, ...unknown }]),
  );
  for (let start = 0; start < rows; start += rowsPerTransaction) {
    const length = Math.min(rowsPerTransaction, rows - start);
    const people = Array.from({ length }, (_, index) => newContact(person(start + index), sessionId, at));
    await storage.transaction((trx) => storage.bulk.insert(trx, 'contacts', people));
  }
  await storage.analyze(['contacts']);
}

function person(number: number): Parameters<typeof newContact>[0] {
  const phone_number = String(6_281_200_000_000 + number);
  const name = `Pelanggan ${(number * 7919) % 100_003} Budi Santoso`;
  const group = { group_id: null, group_name: null, group_description: null, group_participants_count: null };
  const names = { saved_name: name, push_name: `budi${number}`, verified_name: null, chat_name: null };
  const facts = {
    in_address_book: true,
    has_chat: number % 3 === 0,
    seen_in_group: false,
    is_me: false,
    is_business: false,
  };
  const rest = { id: 0, is_admin: false, profile_picture: null, removed_at: null, lid: null };
  const what = { type: 'individual' as const, status: 'active' as const };
  return {
    contact_id: `${phone_number}@s.whatsapp.net`,
    name,
    phone_number,
    ...group,
    ...names,
    ...facts,
    ...rest,
    ...what,
  };
}
