import { type GetRoute, refresh } from '../api/index.ts';

/** What tells of one contact or group: lists are left as they are, so that nothing moves under a finger. */
const details: GetRoute[] = [
  'GET /api/contacts/{id}',
  'GET /api/contacts/{id}/timeline',
  'GET /api/groups/{id}',
  'GET /api/groups/{id}/members',
  'GET /api/groups/{id}/timeline',
];
/** A grab tells of changes many times in a second. */
const pauseMs = 1000;
let pausing = false;
let isStale = false;

/** Reads anew the contact or group that is open: at once, then once in a pause while changes go on. */
export function takeChanged(): void {
  isStale = true;
  if (pausing) return;
  isStale = false;
  pausing = true;
  void refresh(...details);
  setTimeout(() => {
    pausing = false;
    if (isStale) takeChanged();
  }, pauseMs);
}
