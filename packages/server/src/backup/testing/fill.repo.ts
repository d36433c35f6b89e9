import { type Storage, tableNames } from '../../storage/index.ts';
import { contactRow, memberRow, newSession } from '../../storage/sample-rows.ts';

const at = '2024-02-29T23:59:59.999Z';
const hostile = [
  'Budi 👩‍👩‍👧 山田 عمر',
  `it's "x" \\ \n\r\t\u2028`,
  '=1+1',
  '名'.repeat(300),
  '',
  '2024-01-15 10:30:00',
];

/** Rows of every kind of column, with texts that formats stumble over. */
export async function fillDatabase({ db, bulk }: Storage, contacts: number): Promise<string> {
  const session_id = newSession();
  await db
    .insertInto('whatsapp_sessions')
    .values({
      session_id,
      name: 'Toko "Maju"',
      phone_number: null,
      status: 'connected',
      qr_code: null,
      is_active: true,
      last_activity: at,
      device_info: JSON.stringify({ platform: 'android', nested: [1, null, { a: 'é' }] }),
      created_at: at,
      updated_at: at,
      status_reason: null,
      lid: null,
      sync_missing: JSON.stringify([]),
    })
    .execute();
  const rows = Array.from({ length: contacts }, (_, index) =>
    contactRow(session_id, index, { name: hostile[index % hostile.length] ?? null, removed_at: index % 3 ? null : at }),
  );
  const ids = await bulk.insertWithIds(db, 'contacts', rows);
  await bulk.insertWithIds(
    db,
    'group_members',
    ids.map((id) => memberRow(session_id, id)),
  );
  await bulk.insert(
    db,
    'changes',
    ids.map((entity_id, index) => ({
      session_id,
      entity: 'contact' as const,
      entity_id,
      group_id: null,
      kind: 'updated' as const,
      fields: index % 2 ? null : JSON.stringify({ name: [null, hostile[index % hostile.length]] }),
      source: 'grab:1',
      at,
    })),
  );
  const sealed = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await bulk.insert(db, 'engine_credentials', [{ session_id, sealed, updated_at: at }]);
  return session_id;
}

/** Every row of every table, to be compared: dialects give bytes and the fields of JSON in their own forms. */
export async function everyRow({ db }: Storage): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of tableNames) {
    const rows = await db.selectFrom(table).selectAll().execute();
    all[table] = rows.map((row) => JSON.stringify(canonical(row))).sort();
  }
  return all;
}

function canonical(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, each]) => [name, canonical(each)] as const);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
