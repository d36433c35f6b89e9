import { type ColumnKey, defaultColumns } from '../columns.ts';
import type { ExportOptions } from '../options.ts';
import type { ContactFields } from '../types.ts';

type Look = {
  format: ExportOptions['format'];
  columns?: readonly ColumnKey[] | undefined;
  rows_per?: ExportOptions['rows_per'] | undefined;
};

/** What a file needs to know: columns of contacts, and what stands beside them. */
export type Needs = { fields: readonly (keyof ContactFields)[]; tags: boolean; memberships: boolean };

const ofGroups: readonly ColumnKey[] = ['groups', 'role', 'groups_count'];
const ofPeople = ['alias', 'name', 'phone_number', 'email', 'company', 'verified_name', 'note'] as const;
const ofCards = [...ofPeople, 'contact_id', 'type', 'updated_at'] as const;

/** Where the columns of a file come from that are not called as a column of contacts. */
const sources: Partial<Record<ColumnKey, readonly (keyof ContactFields)[]>> = {
  name: ['alias', 'name'],
  phone: ['phone_number'],
  phone_e164: ['phone_number'],
  phone_international: ['phone_number'],
  phone_national: ['phone_number'],
  phone_digits: ['phone_number'],
  country: ['country_code'],
  ...{ groups: [], role: [], groups_count: [], tags: [] },
  jid: ['contact_id'],
  link: ['phone_number'],
};

/** By its format and columns. */
export function needsOf({ format, columns = defaultColumns, rows_per }: Look): Needs {
  if (format === 'csv_outlook') return { fields: ofPeople, tags: false, memberships: false };
  if (format === 'csv_google') return { fields: ofPeople, tags: true, memberships: false };
  if (format.startsWith('vcard')) return { fields: ofCards, tags: true, memberships: false };
  const fields = columns.flatMap((key) => sources[key] ?? [key as keyof ContactFields]);
  const memberships = rows_per === 'membership' || ofGroups.some((key) => columns.includes(key));
  return { fields: [...new Set(fields)], tags: columns.includes('tags'), memberships };
}
