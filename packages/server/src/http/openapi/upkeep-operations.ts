import type { Operations } from './operation.ts';

const unbound = 'Not for keys bound to named sessions.';

export const upkeepOperations: Operations = {
  'GET /api/settings': { id: 'getSettings', tag: 'Upkeep', summary: 'Read the settings', says: 'settings_read' },
  'PATCH /api/settings': {
    id: 'changeSettings',
    tag: 'Upkeep',
    summary: 'Change settings',
    description: `What is left out stays. ${unbound}`,
    says: 'settings_changed',
  },
  'POST /api/settings/retention/run': {
    id: 'runRetention',
    tag: 'Upkeep',
    summary: 'Remove now what is older than the settings allow',
    description: `Runs every day by itself. The result of the job counts what went. ${unbound}`,
    says: 'retention_started',
    errors: ['shutting_down'],
  },
  'GET /api/backups': {
    id: 'listBackups',
    tag: 'Upkeep',
    summary: 'List the backups, newest first',
    description: unbound,
    says: 'backups_listed',
    errors: ['cursor_invalid'],
  },
  'POST /api/backups': {
    id: 'makeBackup',
    tag: 'Upkeep',
    summary: 'Make a backup',
    description: `The whole database as it is at one moment, compressed and sealed, read back before it counts. \`grabber restore\` restores it. ${unbound}`,
    says: 'backup_started',
    errors: ['shutting_down'],
  },
  'GET /api/backups/:name/file': {
    id: 'downloadBackup',
    tag: 'Upkeep',
    summary: 'Download a backup',
    description: unbound,
    errors: ['backup_not_found'],
  },
  'POST /api/backups/:name/verify': {
    id: 'verifyBackup',
    tag: 'Upkeep',
    summary: 'Read a backup whole and prove it',
    description: unbound,
    says: 'backup_verified',
    errors: ['backup_not_found', 'backup_damaged', 'backup_key_wrong'],
  },
  'DELETE /api/backups/:name': {
    id: 'deleteBackup',
    tag: 'Upkeep',
    summary: 'Delete a backup',
    description: unbound,
    says: 'backup_deleted',
    errors: ['backup_not_found'],
  },
};
