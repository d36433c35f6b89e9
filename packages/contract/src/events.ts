import { z } from 'zod';
import { changeEvent } from './changes.ts';
import { grab } from './grabs.ts';
import { job } from './jobs.ts';
import { session } from './sessions.ts';

/**
 * What the streams of events tell (`text/event-stream`): `event:` is the name, `data:` the JSON described here, `id:` goes back as `Last-Event-ID`.
 * Every event carries the whole state of its thing, so that a missed one does no harm.
 */

/** The first event of `GET /api/events`, and of every reconnection: replaces all that was known. */
export const snapshotEvent = z
  .object({
    sessions: z.array(session),
    /** Grabs that run, and those that ended since the last event that the caller has seen; none without the scope `contacts:read`. */
    grabs: z.array(grab),
    /** Jobs of the caller, or of all for one who may see every session, that run or ended since; none without `contacts:read`. */
    jobs: z.array(job),
  })
  .meta({ id: 'SnapshotEvent' });
export const sessionEvent = session.meta({ id: 'SessionEvent' });
export const sessionRemovedEvent = z.object({ session_id: z.string() }).meta({ id: 'SessionRemovedEvent' });
export const grabEvent = grab.meta({ id: 'GrabEvent' });
export const jobEvent = job.meta({ id: 'JobEvent' });
/** The change log of a session has grown up to this `seq`; what changed is read from `GET /api/changes`. Told to callers with the scope `contacts:read`. */
export const changedEvent = z.object({ session_id: z.string(), seq: z.int() }).meta({ id: 'ChangedEvent' });

/** Each event's name with its data. */
export const eventSchemas = {
  snapshot: snapshotEvent,
  session: sessionEvent,
  session_removed: sessionRemovedEvent,
  grab: grabEvent,
  change: changeEvent,
  job: jobEvent,
  changed: changedEvent,
};
export type EventName = keyof typeof eventSchemas;
export type ServerEvent = {
  [Name in EventName]: { event: Name; data: z.infer<(typeof eventSchemas)[Name]> };
}[EventName];
