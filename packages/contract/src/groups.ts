import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { contactListItem } from './contact-lists.ts';
import { pageFacts, pageQuery } from './paging.ts';
import { contactStatus, memberRole } from './states.ts';

const count = z.int().min(0);
const searched = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .optional()
  .meta({ description: 'As typed into a search box.', examples: ['arisan'] });

/** A group of an account. */
export const groupListItem = z
  .object({
    id: z.int(),
    session_id: z.string(),
    session_name: z.string(),
    /** WhatsApp's id of the group. */
    contact_id: z.string(),
    name: z.string().nullable(),
    description: z.string().nullable(),
    /** As WhatsApp told it. */
    participants_count: count.nullable(),
    /** Members that are known one by one. */
    members_present: count,
    is_admin: z.boolean(),
    status: contactStatus,
    profile_picture: z.string().nullable(),
    first_seen_at: time,
    updated_at: time,
  })
  .meta({ id: 'GroupListItem' });
export type GroupListItem = z.infer<typeof groupListItem>;

export const groupSorts = [
  'name',
  '-name',
  'participants',
  '-participants',
  'first_seen',
  '-first_seen',
  'updated',
  '-updated',
] as const;

export const groupsQuery = pageQuery(groupSorts).extend({
  q: searched,
  session_id: z.string().max(255).optional().meta({ description: 'Groups of this session only.' }),
});

/** Answer of `GET /api/groups`. */
export const groupList = answerOf(z.object({ groups: z.array(groupListItem), ...pageFacts })).meta({ id: 'GroupList' });

/** Answer of `GET /api/groups/{id}`. */
export const groupAnswer = answerOf(z.object({ group: groupListItem })).meta({ id: 'GroupAnswer' });

export const memberState = z.enum(['present', 'left', 'all']);
export const memberSorts = ['name', '-name', 'joined', '-joined'] as const;

export const membersQuery = pageQuery(memberSorts).extend({
  state: memberState.default('present').meta({ description: 'Members now, those who left, or both.' }),
  role: memberRole.optional(),
  q: searched,
});

/** Somebody who is or was in a group. */
export const groupMember = z
  .object({ contact: contactListItem, role: memberRole, joined_at: time, left_at: time.nullable() })
  .meta({ id: 'GroupMember' });
export type GroupMember = z.infer<typeof groupMember>;

/** Answer of `GET /api/groups/{id}/members`. */
export const groupMembers = answerOf(z.object({ members: z.array(groupMember), ...pageFacts })).meta({
  id: 'GroupMembers',
});

const mostGroups = 20;

export const overlapQuery = z.strictObject({
  ids: z
    .codec(z.string().regex(/^\d{1,10}(,\d{1,10}){0,19}$/), z.array(z.int()).max(mostGroups), {
      decode: (text) => text.split(',').map(Number),
      encode: (ids) => ids.join(),
    })
    .meta({ description: `Numeric ids of at most ${mostGroups} groups, with commas between.`, examples: ['1,2'] }),
});

/** Answer of `GET /api/groups/overlap`: who is in several groups, each person once. */
export const groupOverlap = answerOf(
  z.object({
    groups: z.array(z.object({ id: z.int(), name: z.string().nullable(), members: count })),
    pairs: z.array(z.object({ a: z.int(), b: z.int(), shared: count })),
    in_all: count,
  }),
).meta({ id: 'GroupOverlap' });
export type GroupOverlap = z.infer<typeof groupOverlap>['data'];
