import { type ColumnKey, defaultColumns } from '../columns.ts';
import type { ExportOptions } from '../options.ts';

type Look = {
  format: ExportOptions['format'];
  columns?: readonly ColumnKey[] | undefined;
  rows_per?: ExportOptions['rows_per'] | undefined;
};

/** What a file needs to know of contacts beside their rows. */
export type Needs = { tags: boolean; memberships: boolean };

const ofGroups: readonly ColumnKey[] = ['groups', 'role', 'groups_count'];

/** By its format and columns. */
export function needsOf({ format, columns = defaultColumns, rows_per }: Look): Needs {
  if (format === 'csv_outlook') return { tags: false, memberships: false };
  if (format === 'csv_google' || format.startsWith('vcard')) return { tags: true, memberships: false };
  const memberships = rows_per === 'membership' || ofGroups.some((key) => columns.includes(key));
  return { tags: columns.includes('tags'), memberships };
}
