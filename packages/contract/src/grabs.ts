import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { pageFacts, pageQuery } from './paging.ts';
import { grabKind, grabStage, grabStatus, syncPart } from './states.ts';

const count = z.int().min(0);

/** Exact counts; a row counts once. */
export const grabCounts = z
  .object({
    total_groups: count,
    total_contacts: count,
    memberships: count,
    groups_saved: count,
    groups_updated: count,
    groups_unchanged: count,
    groups_removed: count,
    contacts_saved: count,
    contacts_updated: count,
    contacts_unchanged: count,
    contacts_removed: count,
    participants_saved: count,
    participants_updated: count,
    participants_unchanged: count,
    participants_removed: count,
    members_joined: count,
    members_left: count,
    merged: count,
  })
  .meta({ id: 'GrabCounts' });

/** One run over an account; `counts` moves while it runs. */
export const grab = z
  .object({
    id: z.int(),
    session_id: z.string(),
    kind: grabKind,
    status: grabStatus,
    stage: grabStage,
    counts: grabCounts,
    errors_count: count,
    error_code: z.string().nullable(),
    error_reason: z.string().nullable(),
    missing: z.array(syncPart).nullable(),
    /** The grab of which this one reads again what failed. */
    retry_of: z.int().nullable(),
    created_at: time,
    started_at: time.nullable(),
    finished_at: time.nullable(),
  })
  .meta({ id: 'Grab' });

/** One item that could not be read or saved. */
export const grabError = z
  .object({
    id: z.int(),
    grab_id: z.int(),
    session_id: z.string(),
    item: z.enum(['group', 'contact', 'participant', 'picture']),
    item_id: z.string().nullable(),
    code: z.string(),
    reason: z.string(),
    at: time,
  })
  .meta({ id: 'GrabError' });
export type GrabError = z.infer<typeof grabError>;

export const newGrab = z.strictObject({ kind: grabKind.default('all') }).meta({ id: 'NewGrab' });
export const grabAnswer = answerOf(z.object({ grab })).meta({ id: 'GrabAnswer' });
export const grabWithErrors = answerOf(z.object({ grab, errors: z.array(grabError) })).meta({ id: 'GrabWithErrors' });

/** Newest first, unless asked otherwise. */
export const grabsQuery = pageQuery(['-id', 'id']);
export const grabList = answerOf(z.object({ session_id: z.string(), grabs: z.array(grab), ...pageFacts })).meta({
  id: 'GrabList',
});

/** In the order they came, unless asked otherwise. */
export const grabErrorsQuery = pageQuery(['id', '-id']);
export const grabErrorList = answerOf(z.object({ grab_id: z.int(), errors: z.array(grabError), ...pageFacts })).meta({
  id: 'GrabErrorList',
});
