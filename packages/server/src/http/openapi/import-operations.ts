import type { Operations } from './operation.ts';

const tag = 'Exports and imports';

export const importOperations: Operations = {
  'POST /api/imports': {
    id: 'uploadImport',
    tag,
    summary: 'Upload a file of contacts and see what would come of it',
    description:
      'CSV (Google, Outlook and others), XLSX or vCard, at most 50 MB: as `multipart/form-data` with one file, or as the body itself with `file_name` in the address. Nothing is written to the contacts before the commit. Uploads that are not committed go after a day.',
    says: 'import_uploaded',
    errors: ['no_file_sent', 'payload_too_large', 'unsupported_media_type'],
  },
  'GET /api/imports': {
    id: 'listImports',
    tag,
    summary: 'List imports, newest first',
    says: 'imports_listed',
    errors: ['cursor_invalid'],
  },
  'GET /api/imports/:id': {
    id: 'getImport',
    tag,
    summary: 'Read an import',
    says: 'import_found',
    errors: ['import_not_found'],
  },
  'PATCH /api/imports/:id': {
    id: 'changeImport',
    tag,
    summary: 'Change what columns mean, where contacts go, and what is done about those that are there',
    description: 'The preview is made anew.',
    says: 'import_changed',
    errors: ['import_not_found', 'import_not_open', 'session_not_found'],
  },
  'GET /api/imports/:id/rows': {
    id: 'listImportRows',
    tag,
    summary: 'List what would happen to each row, and why',
    says: 'import_rows_listed',
    errors: ['import_not_found', 'cursor_invalid'],
  },
  'POST /api/imports/:id/commit': {
    id: 'commitImport',
    tag,
    summary: 'Write an import to the contacts, in the background',
    description: 'The items of the job tell what became of each row. Can be rolled back for 30 days.',
    says: 'import_committed',
    errors: ['import_not_found', 'import_not_open', 'shutting_down'],
  },
  'POST /api/imports/:id/rollback': {
    id: 'rollBackImport',
    tag,
    summary: 'Take a whole import back, in the background',
    description:
      'Whom it added goes, what it changed gets its old value. Whoever was changed since stays; the items of the job say so.',
    says: 'import_rolling_back',
    errors: ['import_not_found', 'import_not_open', 'job_not_undoable', 'shutting_down'],
  },
  'GET /api/imports/:id/errors.csv': {
    id: 'downloadImportErrors',
    tag,
    summary: 'Download the rows that could not be read, with the reasons',
    errors: ['import_not_found'],
  },
  'DELETE /api/imports/:id': {
    id: 'deleteImport',
    tag,
    summary: 'Remove an import and its file; contacts that it brought stay',
    says: 'import_deleted',
    errors: ['import_not_found', 'import_not_open'],
  },
};
