export { createImports, type Imports } from './files/imports.ts';
export { type ImportOptions, importLaravel } from './import.ts';
export type { ImportReport, SessionReport } from './report.ts';
