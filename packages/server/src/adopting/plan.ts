import { contactIdOf, searchTextOf, sortNameOf } from '../core/index.ts';
import { decodeEntities } from './entities.ts';
import { type Identity, identify, keyOf } from './identify.ts';
import { inOrderOfStay, mergeRows } from './merge.ts';
import type { OldContact, Plan, Report } from './types.ts';

/** What the contacts of one old session become. Done twice it changes nothing more. */
export function planAdoption(rows: OldContact[]): Plan {
  const identities = identify(rows);
  const plan: Plan = { updates: [], merges: [], reports: [] };
  for (const same of groupRows(rows, identities)) {
    const stays = same[0];
    const row = adoptRow(mergeRows(same), sharedIdentity(same, identities), plan.reports);
    if (differs(stays, row)) plan.updates.push(row);
    for (const lost of same.slice(1)) {
      plan.merges.push({ old_id: lost.id, contact_row_id: stays.id });
      plan.reports.push({ kind: 'merged', contact_row_id: stays.id, details: { row: lost } });
    }
  }
  return plan;
}

function groupRows(rows: OldContact[], identities: Map<number, Identity>): [OldContact, ...OldContact[]][] {
  const byKey = Map.groupBy(rows, (row) => keyOf(row, identities.get(row.id) ?? { kind: 'unknown' }));
  return [...byKey.values()].map((same) => inOrderOfStay(same) as [OldContact, ...OldContact[]]);
}

/** What all rows of one person know together. */
function sharedIdentity(same: OldContact[], identities: Map<number, Identity>): Identity {
  const known = same.flatMap((row) => identities.get(row.id) ?? []);
  const [first = { kind: 'unknown' }] = known;
  if (first.kind !== 'person' || first.lid) return first;
  const withLid = known.find((other) => other.kind === 'person' && other.lid);
  return withLid ?? first;
}

function adoptRow(old: OldContact, identity: Identity, reports: Report[]): OldContact {
  const isNew = old.sort_name === '';
  const row = { ...old, ...identityColumns(old, identity, reports) };
  if (!isNew) return row;
  decodeNames(row, reports);
  if (row.type === 'group') fillGroup(row, identity);
  else setFacts(row);
  row.first_seen_at = row.created_at;
  row.last_seen_at = row.grabbed_at ?? row.updated_at;
  row.sort_name = sortNameOf(row.name, row.phone_number ?? row.lid ?? row.contact_id);
  row.search_text = searchTextOf([row.name, row.group_name, row.phone_number]);
  return row;
}

function identityColumns(old: OldContact, identity: Identity, reports: Report[]): Partial<OldContact> {
  const report = (kind: Report['kind'], details: Report['details']) =>
    reports.push({ kind, contact_row_id: old.id, details });
  if (identity.kind === 'unknown') {
    report('left_alone', { contact_id: old.contact_id, phone_number: old.phone_number });
    return {};
  }
  const type = identity.kind === 'group' ? 'group' : 'individual';
  if (type !== old.type) report('type_corrected', { type: old.type });
  if (identity.kind === 'group') return { type, contact_id: identity.id };
  const { pn, lid } = identity;
  if (old.phone_number && old.phone_number !== pn) {
    report(pn ? 'phone_normalised' : 'phone_cleared', { phone_number: old.phone_number });
  }
  return { type, contact_id: contactIdOf({ pn, lid }), phone_number: pn, lid };
}

function decodeNames(row: OldContact, reports: Report[]): void {
  for (const column of ['name', 'group_name', 'group_description'] as const) {
    const before = row[column];
    if (before === null) continue;
    const text = decodeEntities(before);
    row[column] = text.trim() === '' ? null : text;
    if (text !== before) {
      reports.push({ kind: 'name_decoded', contact_row_id: row.id, details: { [column]: before } });
    }
  }
}

function fillGroup(row: OldContact, identity: Identity): void {
  row.name ??= row.group_name;
  row.group_name ??= row.name;
  if (identity.kind === 'group') row.group_id = identity.id;
}

/** The old application knew these two apart by `group_id` alone. */
function setFacts(row: OldContact): void {
  row.seen_in_group = row.group_id !== null;
  row.in_address_book = row.group_id === null;
}

function differs(before: OldContact, after: OldContact): boolean {
  return (Object.keys(after) as (keyof OldContact)[]).some((column) => before[column] !== after[column]);
}
