import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { grabKind } from './states.ts';

const count = z.int().min(0);

const sessionId = z
  .string()
  .max(255)
  .regex(/^[\w.@-]*$/)
  .optional()
  .meta({ description: 'One session; without it all that the caller may see.' });

const format = z.enum(['json', 'csv']).default('json').meta({ description: 'How to answer.' });
const day = z.iso.date();
const top = z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'Most rows.' });

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const timezone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_+/-]+$/)
  .refine(isTimezone)
  .default('Asia/Jakarta')
  .meta({ description: 'Where a day begins at midnight.' });

export const analyticsQuery = z.strictObject({ session_id: sessionId, format });
export const analyticsTopQuery = analyticsQuery.extend({ limit: top });
/** Both days belong to it; without them the last 30 days. At most 1100 days. */
export const analyticsDaysQuery = analyticsQuery.extend({ from: day.optional(), to: day.optional(), timezone });

/** What is there now. People and groups in the trash, gone from the account, or the account's owner count nowhere but in `removed` and `in_trash`. */
export const analyticsFigures = z
  .object({
    contacts: count,
    groups: count,
    /** Present memberships, the owner's own too. */
    memberships: count,
    /** People who are in a group now. */
    members: count,
    with_phone: count,
    /** Their number is hidden: only the LID is known. */
    lid_only: count,
    with_name: count,
    without_name: count,
    in_address_book: count,
    with_chat: count,
    business: count,
    opted_out: count,
    removed: count,
    in_trash: count,
    /** When a grab of everything last ended well. */
    last_full_grab_at: time.nullable(),
    /** Hours since then. */
    last_full_grab_age_hours: z.number().nullable(),
  })
  .meta({ id: 'AnalyticsFigures' });
export type AnalyticsFigures = z.infer<typeof analyticsFigures>;

/** `people` counts somebody whom several sessions know once. */
export const analyticsOverview = answerOf(
  z.object({
    all: analyticsFigures.extend({ people: count, sessions: count }),
    sessions: z.array(analyticsFigures.extend({ session_id: z.string(), session_name: z.string() })),
  }),
).meta({ id: 'AnalyticsOverview' });

export const growthDay = z
  .object({
    day,
    contacts_new: count,
    contacts_changed: count,
    /** Gone from the account, put into the trash, or erased. */
    contacts_lost: count,
    /** Rows that became part of another: the same person, known twice until then. */
    contacts_merged: count,
    contacts_restored: count,
    groups_new: count,
    groups_lost: count,
    members_joined: count,
    members_left: count,
  })
  .meta({ id: 'GrowthDay' });
export type GrowthDay = z.infer<typeof growthDay>;

/** Every day from the first to the last, quiet ones too. */
export const analyticsGrowth = answerOf(
  z.object({ from: day, to: day, timezone: z.string(), days: z.array(growthDay) }),
).meta({ id: 'AnalyticsGrowth' });

/** Largest first; `country` is null where the number is hidden or its country unknown. */
export const analyticsCountries = answerOf(
  z.object({ countries: z.array(z.object({ country: z.string().nullable(), contacts: count })) }),
).meta({ id: 'AnalyticsCountries' });

/** Indonesian mobile numbers by their prefix; `operator` is null for one of no known operator. */
export const analyticsOperators = answerOf(
  z.object({
    operators: z.array(
      z.object({
        operator: z.string().nullable(),
        contacts: count,
        prefixes: z.array(z.object({ prefix: z.string(), contacts: count })),
      }),
    ),
  }),
).meta({ id: 'AnalyticsOperators' });

export const analyticsGroup = z
  .object({
    id: z.int(),
    session_id: z.string(),
    session_name: z.string(),
    group_id: z.string(),
    name: z.string().nullable(),
    /** Present members that are known. */
    members: count,
    /** Whom no address book of the session has. */
    members_not_saved: count,
  })
  .meta({ id: 'AnalyticsGroup' });
export const analyticsGroups = answerOf(z.object({ groups: z.array(analyticsGroup) })).meta({ id: 'AnalyticsGroups' });

/** Of the largest groups: which have members in common. The same person counts once, whatever session knows them. */
export const analyticsOverlap = answerOf(
  z.object({
    groups: z.array(z.object({ id: z.int(), session_id: z.string(), name: z.string().nullable(), members: count })),
    pairs: z.array(z.object({ a: z.int(), b: z.int(), shared: count })),
  }),
).meta({ id: 'AnalyticsOverlap' });

const grabFigures = {
  grabs: count,
  completed: count,
  completed_with_errors: count,
  failed: count,
  cancelled: count,
  /** Of those that ended well, with or without errors. Null: none did. */
  median_seconds: z.number().nullable(),
  p95_seconds: z.number().nullable(),
};

/** Grabs that ended in these days. */
export const analyticsGrabs = answerOf(
  z.object({
    from: day,
    to: day,
    timezone: z.string(),
    all: z.object(grabFigures),
    kinds: z.array(z.object({ kind: grabKind, ...grabFigures })),
    sessions: z.array(z.object({ session_id: z.string(), session_name: z.string(), ...grabFigures })),
    days: z.array(z.object({ day, ...grabFigures })),
  }),
).meta({ id: 'AnalyticsGrabs' });
