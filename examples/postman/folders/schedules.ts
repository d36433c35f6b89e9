import { folder, noSession } from '../step.ts';

const path = '/api/sessions/no-such-session/schedule';

export const schedules = [
  folder(
    'PUT /api/sessions/{session_id}/schedule',
    {
      name: 'Grab every night at two',
      status: 200,
      body: { cron: '0 2 * * *', timezone: 'Asia/Jakarta', kind: 'all' },
      checks: { 'the next run is known': ['pm.expect(data.schedule.next_run_at).to.be.a("string");'] },
    },
    {
      name: 'A bad cron expression is refused',
      status: 422,
      body: { cron: 'kapan saja' },
      code: 'schedule_cron_invalid',
    },
  ),
  folder('GET /api/sessions/{session_id}/schedule', { name: 'Read it', status: 200 }, noSession(path)),
  folder('DELETE /api/sessions/{session_id}/schedule', { name: 'Take it away', status: 200 }, noSession(path)),
];
