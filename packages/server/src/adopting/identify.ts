import { parseJid } from '../core/index.ts';
import { provablePhone } from './phone.ts';
import type { OldContact } from './types.ts';

/** Who a row is about: a group, a person by phone and/or LID, or nobody we could name (`unknown`). */
export type Identity =
  | { kind: 'group'; id: string }
  | { kind: 'person'; pn: string | null; lid: string | null }
  | { kind: 'unknown' };

/** Tells who each row of a session is about; a LID is joined with a phone where a row proves that they belong together. */
export function identify(rows: OldContact[]): Map<number, Identity> {
  const lids = lidsOf(rows);
  const first = new Map(rows.map((row) => [row.id, identifyAlone(row, lids)]));
  const phones = phonesByLid([...first.values()]);
  for (const identity of first.values()) {
    if (identity.kind === 'person' && identity.lid) identity.pn = phones.get(identity.lid) ?? null;
  }
  return first;
}

/** Rows with the same key are the same person or group. */
export function keyOf(row: OldContact, identity: Identity): string {
  if (identity.kind === 'group') return `group ${identity.id}`;
  if (identity.kind === 'unknown') return `id ${row.contact_id.trim()}`;
  return identity.pn ? `phone ${identity.pn}` : `lid ${identity.lid}`;
}

function lidsOf(rows: OldContact[]): Set<string> {
  return new Set(
    rows.flatMap((row) => {
      const jid = parseJid(row.contact_id.trim());
      return jid?.kind === 'lid' ? [jid.digits] : [];
    }),
  );
}

function identifyAlone(row: OldContact, lids: Set<string>): Identity {
  const jid = parseJid(row.contact_id.trim());
  if (jid?.kind === 'group') return { kind: 'group', id: jid.id };
  if (jid?.kind === 'lid') return { kind: 'person', pn: phoneBeside(row, lids) ?? null, lid: jid.digits };
  if (jid?.kind === 'pn') return identifyPhone(row, jid.digits, lids);
  if (row.type === 'group') return { kind: 'unknown' };
  const pn = phoneBeside(row, lids) ?? provablePhone(row.contact_id);
  return pn && !lids.has(pn) ? { kind: 'person', pn, lid: null } : { kind: 'unknown' };
}

/** The digits of a phone id are the phone, unless the old engine wrote LID digits there or the national form. */
function identifyPhone(row: OldContact, digits: string, lids: Set<string>): Identity {
  const phone = provablePhone(digits);
  if (!phone && lids.has(digits)) return { kind: 'person', pn: phoneBeside(row, lids) ?? null, lid: digits };
  const national = digits.startsWith('0') ? phone : undefined;
  return { kind: 'person', pn: national ?? digits, lid: row.lid };
}

function phoneBeside(row: OldContact, lids: Set<string>): string | undefined {
  const phone = provablePhone(row.phone_number);
  return phone && !lids.has(phone) ? phone : undefined;
}

/** A LID that rows give two phones belongs to neither. */
function phonesByLid(identities: Identity[]): Map<string, string> {
  const phones = new Map<string, Set<string>>();
  for (const identity of identities) {
    if (identity.kind !== 'person' || !identity.lid || !identity.pn) continue;
    phones.set(identity.lid, (phones.get(identity.lid) ?? new Set()).add(identity.pn));
  }
  return new Map([...phones].flatMap(([lid, [pn, second]]) => (pn && !second ? [[lid, pn] as const] : [])));
}
