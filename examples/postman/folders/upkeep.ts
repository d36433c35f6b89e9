import { folder, refused, type Step } from '../step.ts';

const path = '/api/backups/backup-20200101-000000-000000.wcgb';
const noBackup: Step = { name: 'There is no such backup', status: 404, code: 'backup_not_found' };

export const upkeep = [
  folder('GET /api/settings', { name: 'The settings', status: 200 }, refused),
  folder(
    'PATCH /api/settings',
    { name: 'Keep errors of grabs for two months', status: 200, body: { retention: { grab_errors_days: 60 } } },
    {
      name: 'There is no such hour',
      status: 422,
      body: { backup: { cron: '0 25 * * *' } },
      code: 'validation_failed',
    },
  ),
  folder('POST /api/settings/retention/run', { name: 'Clear away what is old', status: 202 }, refused),
  folder('POST /api/backups', { name: 'Make a backup', status: 202 }, refused),
  folder(
    'GET /api/backups',
    {
      name: 'The backups, once one is made',
      status: 200,
      until: 'data.backups.length > 0',
      keep: { name: 'data.backups[0].name' },
    },
    refused,
  ),
  folder(
    'POST /api/backups/{name}/verify',
    { name: 'It is whole', status: 200 },
    { ...noBackup, path: `${path}/verify` },
  ),
  folder(
    'GET /api/backups/{name}/file',
    { name: 'Download it', status: 200, text: true },
    { ...noBackup, path: `${path}/file` },
  ),
  folder(
    'DELETE /api/backups/{name}',
    { name: 'It is deleted', status: 200 },
    { ...noBackup, name: 'It cannot be deleted twice' },
  ),
];
