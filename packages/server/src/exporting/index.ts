export { type ColumnKey, type ColumnKind, columnKeys, columnsOf } from './columns.ts';
export { type ExportedFile, exportFile } from './export-file.ts';
export type { ExportOptions } from './options.ts';
export type { PhoneFormat } from './phones.ts';
export type { ExportCounts, ExportMembership, ExportRow, ExportRows } from './types.ts';
