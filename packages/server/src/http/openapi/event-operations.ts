import type { Operations } from './operation.ts';

const stream = 'A stream of server-sent events, to be asked for with `Accept: text/event-stream`.';

export const eventOperations: Operations = {
  'GET /api/events': {
    id: 'streamEvents',
    tag: 'Events',
    summary: 'Hear of every change of the sessions and grabs that the caller may see',
    description: `${stream} \`changed\` says that contacts, groups or members of a session are not what they were.`,
    errors: ['not_acceptable', 'shutting_down', 'session_not_found'],
  },
  'GET /api/sessions/:session_id/grabs/:grab_id/events': {
    id: 'streamGrab',
    tag: 'Events',
    summary: 'Hear how far a grab has come, until it has ended',
    description: stream,
    errors: ['not_acceptable', 'shutting_down', 'grab_not_found'],
  },
};
