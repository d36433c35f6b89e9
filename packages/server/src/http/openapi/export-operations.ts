import type { Operations } from './operation.ts';

const tag = 'Exports and imports';
const whose =
  'Of everything that the caller sees, a query, contacts by their ids, or the members of a group with their roles.';

export const exportOperations: Operations = {
  'GET /api/export-columns': {
    id: 'listExportColumns',
    tag,
    summary: 'List the columns and formats that an export can have',
    says: 'export_columns_listed',
  },
  'POST /api/exports/preview': {
    id: 'previewExport',
    tag,
    summary: 'See how many contacts an export has, and its first lines',
    description: whose,
    says: 'export_previewed',
    errors: ['group_not_found'],
  },
  'POST /api/exports': {
    id: 'startExport',
    tag,
    summary: 'Make a file of contacts in the background',
    description: `${whose} The file is at \`GET /api/jobs/{id}/file\` when the job has ended, for 24 hours.`,
    says: 'export_started',
    errors: ['group_not_found', 'shutting_down'],
  },
  'GET /api/exports/download': {
    id: 'downloadExport',
    tag,
    summary: 'Download a file of contacts at once',
    description: `${whose} It is written while it is read, so that it takes little memory whatever its size.`,
    errors: ['group_not_found'],
  },
};
