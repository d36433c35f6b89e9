export { type ImportOptions, importLaravel } from './import.ts';
export type { ImportReport, SessionReport } from './report.ts';
