import type { Operations } from './operation.ts';

export const scheduleOperations: Operations = {
  'GET /api/sessions/:session_id/schedule': {
    id: 'getSchedule',
    tag: 'Sessions',
    summary: 'Read when a session is grabbed by itself',
    description: '`schedule` is null when it has none.',
    says: 'schedule_found',
  },
  'PUT /api/sessions/:session_id/schedule': {
    id: 'setSchedule',
    tag: 'Sessions',
    summary: 'Let a session be grabbed by itself',
    description:
      'A cron expression of five fields in a time zone; runs are at least 15 minutes apart. A run that finds the account not connected happens at the next connection, once; so does one that was missed while the server was stopped. Live changes need no schedule: it finds what they cannot tell, deletions above all. Accounts at a gateway have no live changes.',
    says: 'schedule_set',
    errors: ['schedule_cron_invalid', 'schedule_timezone_unknown', 'schedule_too_often'],
  },
  'DELETE /api/sessions/:session_id/schedule': {
    id: 'deleteSchedule',
    tag: 'Sessions',
    summary: 'Grab a session only on request',
    says: 'schedule_removed',
  },
};
