import { folder } from '../step.ts';

const noJob = { name: 'There is no such job', status: 404, code: 'job_not_found' } as const;
const noImport = { name: 'There is no such import', status: 404, code: 'import_not_found' } as const;
const noGroup = { name: 'There is no such group', status: 404, code: 'group_not_found' } as const;
const ended = 'data.job.finished_at !== null';
/** A table as the body itself; programs send files as a form just as well. */
const table = 'Nama,Telepon,Tag\nTamu Pameran,+62 811 9999 0001,Pameran\nRusak,6.28E+12,\n';
const asTable = { 'Content-Type': 'text/csv' };

export const files = [
  folder(
    'GET /api/export-columns',
    { name: 'What an export can hold', status: 200, keep: { export_column: 'data.columns[0].key' } },
    { name: 'A wrong key is refused', status: 401, as: 'wrong key', code: 'unauthorized' },
  ),
  folder(
    'POST /api/exports/preview',
    { name: 'How many, and the first lines', status: 200, body: { format: 'xlsx', columns: ['name', 'phone'] } },
    { ...noGroup, body: { format: 'csv', group_id: 999999999 } },
  ),
  folder(
    'POST /api/exports',
    {
      name: 'A file of everybody, in the background',
      status: 202,
      body: { format: 'csv' },
      keep: { job_id: 'data.job.id' },
    },
    { name: 'There is no such format', status: 422, body: { format: 'doc' }, code: 'validation_failed' },
  ),
  folder(
    'GET /api/exports/download',
    { name: 'A file at once', status: 200, path: '/api/exports/download?format=jsonl&columns=name,phone', text: true },
    {
      name: 'There is no such format',
      status: 422,
      path: '/api/exports/download?format=doc',
      code: 'validation_failed',
    },
  ),
  folder(
    'GET /api/jobs/{id}',
    { name: 'Wait for the end of the job', status: 200, path: '/api/jobs/{{job_id}}', until: ended },
    { ...noJob, path: '/api/jobs/999999999' },
  ),
  folder(
    'GET /api/jobs/{id}/file',
    { name: 'The file that it made', status: 200, path: '/api/jobs/{{job_id}}/file', text: true },
    { ...noJob, path: '/api/jobs/999999999/file' },
  ),
  folder(
    'GET /api/jobs/{id}/items',
    { name: 'What became of each thing', status: 200, path: '/api/jobs/{{job_id}}/items' },
    { ...noJob, path: '/api/jobs/999999999/items' },
  ),
  folder(
    'GET /api/jobs',
    { name: 'All jobs', status: 200, path: '/api/jobs?limit=10' },
    { name: 'There is no such status', status: 422, path: '/api/jobs?status=lazy', code: 'validation_failed' },
  ),
  folder(
    'POST /api/jobs/{id}/cancel',
    { name: 'Cancelling a job that has ended changes nothing', status: 200, path: '/api/jobs/{{job_id}}/cancel' },
    { ...noJob, path: '/api/jobs/999999999/cancel' },
  ),
  folder(
    'POST /api/imports',
    {
      name: 'Upload a table and see what would come of it',
      status: 201,
      path: '/api/imports?file_name=tamu.csv',
      headers: asTable,
      body: table,
      checks: {
        'one row is new, one cannot be read': [
          'pm.expect(data.import.counts).to.deep.equal({ new: 1, update: 0, duplicate: 0, invalid: 1 });',
        ],
      },
      keep: { import_id: 'data.import.id' },
    },
    { name: 'Nothing was sent', status: 422, body: {}, code: 'no_file_sent' },
  ),
  folder(
    'GET /api/imports',
    { name: 'All imports', status: 200, path: '/api/imports?limit=10' },
    { name: 'There is no such order', status: 422, path: '/api/imports?sort=size', code: 'validation_failed' },
  ),
  folder(
    'GET /api/imports/{id}',
    { name: 'One import', status: 200, path: '/api/imports/{{import_id}}' },
    { ...noImport, path: '/api/imports/999999999' },
  ),
  folder(
    'PATCH /api/imports/{id}',
    { name: 'Leave who is there already', status: 200, path: '/api/imports/{{import_id}}', body: { policy: 'skip' } },
    { ...noImport, path: '/api/imports/999999999', body: { policy: 'skip' } },
  ),
  folder(
    'GET /api/imports/{id}/rows',
    { name: 'What would happen to each row', status: 200, path: '/api/imports/{{import_id}}/rows' },
    { ...noImport, path: '/api/imports/999999999/rows' },
  ),
  folder(
    'GET /api/imports/{id}/errors.csv',
    { name: 'The rows that cannot be read', status: 200, path: '/api/imports/{{import_id}}/errors.csv', text: true },
    { ...noImport, path: '/api/imports/999999999/errors.csv' },
  ),
  folder(
    'POST /api/imports/{id}/commit',
    {
      name: 'Write it',
      status: 202,
      path: '/api/imports/{{import_id}}/commit',
      keep: { import_job_id: 'data.job.id' },
    },
    { name: 'Once only', status: 409, path: '/api/imports/{{import_id}}/commit', code: 'import_not_open' },
    {
      name: 'Wait until it is written',
      status: 200,
      method: 'GET',
      path: '/api/jobs/{{import_job_id}}',
      until: ended,
    },
  ),
  folder(
    'POST /api/imports/{id}/rollback',
    {
      name: 'Take all of it back',
      status: 202,
      path: '/api/imports/{{import_id}}/rollback',
      keep: { rollback_job_id: 'data.job.id' },
    },
    { name: 'Once only', status: 409, path: '/api/imports/{{import_id}}/rollback', code: 'job_not_undoable' },
    {
      name: 'Wait until it is taken back',
      status: 200,
      method: 'GET',
      path: '/api/jobs/{{rollback_job_id}}',
      until: ended,
    },
  ),
  folder(
    'POST /api/jobs/{id}/undo',
    {
      name: 'Another upload, to be undone by its job',
      status: 201,
      method: 'POST',
      path: '/api/imports?file_name=tamu.csv',
      headers: asTable,
      body: table,
      keep: { other_import_id: 'data.import.id' },
    },
    {
      name: 'Write it too',
      status: 202,
      method: 'POST',
      path: '/api/imports/{{other_import_id}}/commit',
      keep: { other_job_id: 'data.job.id' },
    },
    { name: 'Wait for its end', status: 200, method: 'GET', path: '/api/jobs/{{other_job_id}}', until: ended },
    {
      name: 'Undo the job',
      status: 202,
      path: '/api/jobs/{{other_job_id}}/undo',
      keep: { undo_job_id: 'data.job.id' },
    },
    { name: 'An export cannot be undone', status: 409, path: '/api/jobs/{{job_id}}/undo', code: 'job_not_undoable' },
    { name: 'Wait for the undo', status: 200, method: 'GET', path: '/api/jobs/{{undo_job_id}}', until: ended },
  ),
  folder(
    'DELETE /api/imports/{id}',
    { name: 'Remove an import', status: 200, path: '/api/imports/{{import_id}}' },
    { ...noImport, path: '/api/imports/{{import_id}}' },
  ),
];
