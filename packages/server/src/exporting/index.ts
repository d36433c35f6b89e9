export { type ColumnKey, type ColumnKind, columnKeys, columnsOf, defaultColumns } from './columns.ts';
export { type ExportedFile, exportFile } from './export-file.ts';
export type { ExportOptions } from './options.ts';
export type { PhoneFormat } from './phones.ts';
export { createExports, type Exports, type ExportWish } from './service/exports.ts';
export type { ExportCounts, ExportMembership, ExportRow, ExportRows } from './types.ts';
