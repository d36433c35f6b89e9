import type { Operations } from './operation.ts';

export const historyOperations: Operations = {
  'GET /api/changes': {
    id: 'listChanges',
    tag: 'Events',
    summary: 'Read the change log as a feed, from where the caller stopped',
    description:
      'Everything that changed in the sessions that the caller may see, oldest first. Call again with `since` set to `next_cursor`: nothing is told twice and nothing left out, however many writers there are. `removed`, `merged` and `erased` are tombstones.',
    says: 'changes_listed',
  },
  'GET /api/changes/latest': {
    id: 'latestChanges',
    tag: 'Events',
    summary: 'Look at the newest changes first',
    description: 'For people who look. Whoever keeps a copy follows `GET /api/changes`, which leaves nothing out.',
    says: 'changes_listed',
    errors: ['cursor_invalid'],
  },
  'GET /api/changes/events': {
    id: 'streamChanges',
    tag: 'Events',
    summary: 'Hear of every change as it happens, on the cursor of the feed',
    description:
      'A stream of server-sent events, to be asked for with `Accept: text/event-stream`. `id:` is the `seq` of the change; with `Last-Event-ID` the stream goes on behind it. Without a place it begins with what comes next.',
    errors: ['not_acceptable', 'shutting_down', 'session_not_found'],
  },
  'GET /api/contacts/:id/timeline': {
    id: 'contactTimeline',
    tag: 'Contacts',
    summary: 'Read what happened to a person: names, number, memberships, merges, tags, own fields',
    says: 'timeline_read',
    errors: ['contact_not_found', 'cursor_invalid'],
  },
  'GET /api/groups/:id/timeline': {
    id: 'groupTimeline',
    tag: 'Contacts',
    summary: 'Read what happened to a group, and who came, went and changed role',
    says: 'timeline_read',
    errors: ['group_not_found', 'cursor_invalid'],
  },
  'GET /api/sessions/:session_id/grabs/:grab_id/comparison': {
    id: 'compareGrab',
    tag: 'Grabs',
    summary: 'Compare a grab with what was known before it',
    description:
      'Counts of what was new, renamed, changed, gone, joined or left; `part` lists one of them, otherwise all.',
    says: 'comparison_read',
    errors: ['grab_not_found', 'cursor_invalid'],
  },
};
