import { newContact } from '../../packages/server/src/contacts/index.ts';
import type { Storage } from '../../packages/server/src/storage/index.ts';
import { aPerson, aSession } from './people.ts';

const at = '2026-01-15T10:30:00.000Z';
const rowsPerTransaction = 20_000;
const sessions = 200;
const groupsPerSession = 20;
const membersPerGroup = 50;

/** The session that holds a tenth of all contacts; the others share the rest. */
export const largeSession = 'large';

/** One of the others. */
export function smallSession(number: number): string {
  return `small-${number}`;
}

/** So many contacts of 200 sessions, each with some groups. */
export async function fillAccounts(storage: Storage, rows: number): Promise<void> {
  const ids = [largeSession, ...Array.from({ length: sessions - 1 }, (_, index) => smallSession(index + 1))];
  await storage.transaction((trx) => storage.bulk.insert(trx, 'whatsapp_sessions', ids.map(aSession)));
  const large = Math.round(rows / 10);
  const small = (rows - large) / (sessions - 1);
  let made = 0;
  for (const [index, id] of ids.entries()) {
    const until = index === 0 ? large : Math.round(large + small * index);
    await fillOne(storage, id, made, until);
    made = until;
  }
  await storage.analyze(['contacts', 'group_members', 'whatsapp_sessions']);
}

async function fillOne(storage: Storage, session_id: string, from: number, until: number): Promise<void> {
  for (let start = from; start < until; start += rowsPerTransaction) {
    const length = Math.min(rowsPerTransaction, until - start);
    const people = Array.from({ length }, (_, index) =>
      newContact(aPerson(start + index), session_id, timeOf(start + index)),
    );
    await storage.transaction(async (trx) => {
      await storage.bulk.insert(trx, 'contacts', people.slice(groupsPerSession * membersPerGroup));
      const ids = await storage.bulk.insertWithIds(
        trx,
        'contacts',
        people.slice(0, groupsPerSession * membersPerGroup),
      );
      if (start === from) await fillGroups(storage, trx, session_id, ids);
    });
  }
}

async function fillGroups(
  { bulk }: Storage,
  trx: Parameters<Storage['bulk']['insert']>[0],
  session_id: string,
  members: number[],
) {
  const groups = Array.from({ length: groupsPerSession }, (_, index) => {
    const id = `1203630${index}-${session_id.replace(/\D/g, '') || 0}@g.us`;
    const person = aPerson(index);
    const known = {
      ...person,
      contact_id: id,
      name: `Arisan ${index}`,
      type: 'group' as const,
      phone_number: null,
      saved_name: null,
      push_name: null,
    };
    return newContact(known, session_id, at);
  });
  await bulk.insert(trx, 'contacts', groups);
  const rows = members.map((contact_row_id, index) => {
    const group_id = groups[index % groupsPerSession]?.contact_id ?? '';
    return { session_id, group_id, contact_row_id, role: 'member' as const, joined_at: at, left_at: null };
  });
  await bulk.insert(trx, 'group_members', rows);
}

function timeOf(number: number): string {
  return new Date(Date.parse(at) + ((number * 7919) % 1_000_003) * 1000).toISOString();
}
