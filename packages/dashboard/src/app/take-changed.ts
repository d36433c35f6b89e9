import { doubt, type GetRoute, refresh } from '../api/index.ts';

/** What tells of one contact or group. */
const details: GetRoute[] = [
  'GET /api/contacts/{id}',
  'GET /api/contacts/{id}/timeline',
  'GET /api/groups/{id}',
  'GET /api/groups/{id}/members',
  'GET /api/groups/{id}/timeline',
];
/** What tells of many: while it is looked at it is left as it is, so that nothing moves under a finger. */
const lists: GetRoute[] = [
  'GET /api/contacts',
  'GET /api/contacts/facets',
  'GET /api/groups',
  'GET /api/tags',
  'GET /api/lists',
  'GET /api/segments',
  'GET /api/changes/latest',
  'GET /api/analytics/overview',
  'GET /api/analytics/growth',
];
/** A grab tells of changes many times in a second. */
const pauseMs = 1000;
let pausing = false;
let isStale = false;

/** Reads anew whatever shows contacts and groups: a grab has ended. */
export function takeGrabbed(): void {
  void refresh(...lists);
}

/** Reads anew the contact or group that is open: at once, then once in a pause while changes go on. */
export function takeChanged(): void {
  isStale = true;
  doubt(...lists);
  if (pausing) return;
  isStale = false;
  pausing = true;
  void refresh(...details);
  setTimeout(() => {
    pausing = false;
    if (isStale) takeChanged();
  }, pauseMs);
}
