import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { grab } from './grabs.ts';
import { pageLimits, pageQuery } from './paging.ts';

const count = z.int().min(0);

/** What a change is about. */
export const changeEntity = z.enum(['contact', 'group', 'membership', 'session', 'grab']);

/** What happened. `removed`, `merged` and `erased` are tombstones: whoever keeps a copy drops or joins its row. */
export const changeKind = z.enum([
  'created',
  'updated',
  'removed',
  'restored',
  'merged',
  'erased',
  'joined',
  'left',
  'role_changed',
  'finished',
]);

/** Field name -> [before, after]. */
const changedFields = z.record(z.string(), z.array(z.unknown()).length(2));

/** One line of the change log. */
export const change = z
  .object({
    /** Its place in the feed: grows with every change, with gaps. */
    seq: z.int(),
    session_id: z.string(),
    entity: changeEntity,
    /** The number of the contact, group, session or grab; of a membership the member's. */
    entity_id: z.int(),
    /** Of a membership: WhatsApp's id of the group. */
    group_id: z.string().nullable(),
    kind: changeKind,
    /** What became of each field, [before, after]; null where the kind says it all. Of `merged`: `id`, the number that went and the one that stayed. */
    fields: changedFields.nullable(),
    /** `grab:<id>`, `live`, `job:<id>`, `import:<id>`, `user:<kind>:<id>` or `system`. */
    source: z.string(),
    at: time,
    /** As it is called now; null when it has no name or is gone. */
    name: z.string().nullable(),
    group_name: z.string().nullable(),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof change>;

/** Some of a set, separated by commas; an empty text counts as no choice. */
function someOf(options: readonly string[]) {
  const one = `(${options.join('|')})`;
  return z
    .string()
    .max(500)
    .regex(new RegExp(`^(${one}(,${one})*)?$`))
    .meta({ description: 'Only these, separated by commas.', examples: [options.slice(0, 2).join(',')] })
    .optional();
}

const since = z.coerce
  .number()
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .default(0)
  .meta({ description: '`next_cursor` of the answer before; 0 begins with the oldest change.', examples: [0] });

const sessionId = z
  .string()
  .max(255)
  .regex(/^[\w.@-]*$/)
  .meta({ description: 'One session; without it all that the caller may see.' })
  .optional();

export const changesQuery = z.strictObject({
  since,
  session_id: sessionId,
  entity: someOf(changeEntity.options),
  kind: someOf(changeKind.options),
  limit: z.coerce.number().int().min(1).max(pageLimits.most).default(pageLimits.standard),
});

/** `next_cursor` is for the next call whether or not there is more now: nothing is told twice, and nothing left out. */
export const changesAnswer = answerOf(
  z.object({ changes: z.array(change), next_cursor: z.int().min(0), has_more: z.boolean() }),
).meta({ id: 'ChangesAnswer' });

/** What a listener asks for; `since` is only for the first time, then `Last-Event-ID` says how far it has come. */
export const changeEventsQuery = changesQuery.omit({ limit: true }).extend({ since: since.unwrap().optional() });
export const changeEvent = change.meta({ id: 'ChangeEvent' });

/** Newest first, unless asked otherwise. */
export const timelineQuery = pageQuery(['-seq', 'seq']).omit({ total: true });

/** What happened to one contact or group: in a contact's also its memberships, in a group's its members coming and going. */
export const timelineAnswer = answerOf(z.object({ changes: z.array(change), next_cursor: z.string().nullable() })).meta(
  {
    id: 'TimelineAnswer',
  },
);

/** The newest changes first, for people who look at them; programs follow `GET /api/changes`. */
export const latestChangesQuery = pageQuery(['-seq'])
  .omit({ total: true })
  .extend({ session_id: sessionId, entity: someOf(changeEntity.options), kind: someOf(changeKind.options) });

/** The groups into which the changes of a grab fall. `renamed` is apart from `updated`. */
export const comparisonPart = z.enum([
  'contacts_new',
  'contacts_renamed',
  'contacts_updated',
  'contacts_removed',
  'contacts_restored',
  'contacts_merged',
  'groups_new',
  'groups_renamed',
  'groups_updated',
  'groups_removed',
  'groups_restored',
  'members_joined',
  'members_left',
  'roles_changed',
]);
export type ComparisonPart = z.infer<typeof comparisonPart>;

const partCounts = Object.fromEntries(comparisonPart.options.map((part) => [part, count])) as Record<
  ComparisonPart,
  typeof count
>;

/** Without `part` every change of the grab is listed. */
export const comparisonQuery = pageQuery(['seq', '-seq'])
  .omit({ total: true })
  .extend({ part: z.preprocess((given) => (given === '' ? undefined : given), comparisonPart.optional()) });

/** What a grab found different from what was known before it. */
export const comparisonAnswer = answerOf(
  z.object({
    grab,
    /** The grab before it that ended well and read the same kind, or all; null: there was none. */
    previous: grab.nullable(),
    counts: z.object(partCounts),
    changes: z.array(change),
    next_cursor: z.string().nullable(),
  }),
).meta({ id: 'ComparisonAnswer' });
