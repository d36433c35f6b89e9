import type { ExportColumn, ExportFormat, NewExport } from '@grabber/contract';

/** The formats in the order in which they are wanted. */
export const offeredFormats = [
  'xlsx',
  'csv_excel',
  'csv',
  'csv_google',
  'csv_outlook',
  'vcard3',
  'vcard4',
  'json',
  'jsonl',
] as const satisfies readonly ExportFormat[];
export const phoneForms = ['default', 'e164', 'international', 'national', 'digits'] as const;

/** What the dialog asks for. */
export type ExportChoice = {
  format: ExportFormat;
  phones: (typeof phoneForms)[number];
  rows_per: 'contact' | 'membership';
  columns: ExportColumn[];
};

/** Address books have columns of their own. */
export function hasColumns(format: ExportFormat): boolean {
  return !['csv_google', 'csv_outlook', 'vcard3', 'vcard4'].includes(format);
}

/** Whose contacts: a query, ids or a group. */
export type ExportOf = Pick<NewExport, 'query' | 'ids' | 'group_id'>;

export function requestOf(of: ExportOf, { format, phones, rows_per, columns }: ExportChoice): NewExport {
  if (!hasColumns(format)) return { ...of, format };
  return {
    ...of,
    format,
    rows_per,
    ...(columns.length > 0 && { columns }),
    ...(phones !== 'default' && { phone_format: phones }),
  };
}

/** The column one place earlier (-1) or later (1). */
export function moved(columns: readonly ExportColumn[], index: number, by: -1 | 1): ExportColumn[] {
  const [column] = columns.slice(index, index + 1);
  const to = index + by;
  if (!column || to < 0 || to >= columns.length) return [...columns];
  return columns.filter((_, at) => at !== index).toSpliced(to, 0, column);
}
