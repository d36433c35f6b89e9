import type { ErrorCode } from '@grabber/contract';
import type { Operations } from './operation.ts';

const connection: ErrorCode[] = ['session_not_connected', 'shutting_down'];
/** How a grab that is awaited can end. */
export const grabFailures: ErrorCode[] = [
  ...connection,
  'not_connected',
  'logged_out',
  'rate_limited',
  'timeout',
  'unsupported',
  'upstream',
  'cancelled',
];
const waiting =
  'Grabs, saves, waits for the end and answers with everything that is saved then. Joins a running grab that serves the same. One that could not read some items has not failed: they stand in `errors`.';

export const grabOperations: Operations = {
  'POST /api/sessions/:session_id/grabs': {
    id: 'startGrab',
    tag: 'Grabs',
    summary: 'Start a grab in the background',
    description: 'Answers 202 at once. Joins a running grab that serves the same.',
    says: 'grab_started',
    errors: connection,
  },
  'GET /api/sessions/:session_id/grabs': {
    id: 'listGrabs',
    tag: 'Grabs',
    summary: 'List the grabs of a session, newest first',
    says: 'grabs_listed',
    errors: ['cursor_invalid'],
  },
  'GET /api/sessions/:session_id/grabs/:grab_id': {
    id: 'getGrab',
    tag: 'Grabs',
    summary: 'Read a grab, how far it has come, and what it could not read',
    says: 'grab_found',
    errors: ['grab_not_found'],
  },
  'GET /api/sessions/:session_id/grabs/:grab_id/errors': {
    id: 'listGrabErrors',
    tag: 'Grabs',
    summary: 'List the items that a grab could not read',
    says: 'grab_errors_listed',
    errors: ['grab_not_found', 'cursor_invalid'],
  },
  'POST /api/sessions/:session_id/grabs/:grab_id/retry': {
    id: 'retryGrab',
    tag: 'Grabs',
    summary: 'Read again what a grab could not read',
    description:
      'Starts a new grab in the background: only of the groups that failed, where the engine can ask for single ones.',
    says: 'grab_started',
    errors: [...connection, 'grab_not_found', 'grab_running', 'nothing_to_retry'],
  },
  'POST /api/sessions/:session_id/grabs/:grab_id/cancel': {
    id: 'cancelGrab',
    tag: 'Grabs',
    summary: 'Cancel a running grab',
    description: 'What was saved stays. No effect on a grab that has ended.',
    says: 'grab_cancelled',
    errors: ['grab_not_found'],
  },
  'GET /api/sessions/:session_id/grab-groups': {
    id: 'grabGroups',
    tag: 'Grabs',
    summary: 'Grab the groups with their members, and wait',
    description: waiting,
    says: 'groups_grabbed',
    errors: grabFailures,
  },
  'GET /api/sessions/:session_id/grab-contacts': {
    id: 'grabContacts',
    tag: 'Grabs',
    summary: 'Grab the people of the address book and the chats, and wait',
    description: waiting,
    says: 'contacts_grabbed',
    errors: grabFailures,
  },
  'GET /api/sessions/:session_id/grab-all': {
    id: 'grabAll',
    tag: 'Grabs',
    summary: 'Grab groups and people, and wait',
    description: waiting,
    says: 'all_grabbed',
    errors: grabFailures,
  },
};
