import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { contactFacts } from './contact-facts.ts';
import { grabError } from './grabs.ts';
import { memberRole } from './states.ts';

const count = z.int().min(0);

/** A person in the answer of a grab: the old system's fields, and the LID beside them. */
const person = z.object({
  id: z.string(),
  /** `<digits>@lid`; null when WhatsApp has not told it. */
  lid: z.string().nullable(),
  name: z.string().nullable(),
  /** E.164 digits; null while WhatsApp hides the number. */
  phone: z.string().nullable(),
  pushname: z.string().nullable(),
  is_admin: z.boolean(),
  profile_picture: z.string().nullable(),
});

/** Somebody of the address book or the chats, each name apart. */
export const grabbedContact = person.extend(contactFacts).meta({ id: 'GrabbedContact' });
export type GrabbedContact = z.infer<typeof grabbedContact>;

/** A member of a group in the answer of a grab; `is_admin` is the member's own right there. */
export const grabbedParticipant = person.extend({ role: memberRole }).meta({ id: 'GrabbedParticipant' });
export type GrabbedParticipant = z.infer<typeof grabbedParticipant>;

/** A group in the answer of a grab; `is_admin` is the account's own right there. */
export const grabbedGroup = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    desc: z.string().nullable(),
    participants_count: count,
    is_admin: z.boolean(),
    profile_picture: z.string().nullable(),
    participants: z.array(grabbedParticipant),
  })
  .meta({ id: 'GrabbedGroup' });
export type GrabbedGroup = z.infer<typeof grabbedGroup>;

const outcome = z.object({
  session_id: z.string(),
  session_name: z.string(),
  saved_count: count,
  updated_count: count,
  unchanged_count: count,
  removed_count: count,
  participants_saved_count: count,
  participants_updated_count: count,
  errors: z.array(grabError),
  grabbed_at: time.nullable(),
  grab_id: z.int(),
});
const groups = { total_groups: count, groups: z.array(grabbedGroup) };
const contacts = { total_contacts: count, contacts: z.array(grabbedContact) };

/** Answers of the three routes that grab and wait for the end. */
export const grabGroupsAnswer = answerOf(outcome.extend(groups)).meta({ id: 'GrabGroupsAnswer' });
export const grabContactsAnswer = answerOf(outcome.extend(contacts)).meta({ id: 'GrabContactsAnswer' });
export const grabAllAnswer = answerOf(outcome.extend(groups).extend(contacts)).meta({ id: 'GrabAllAnswer' });

export type GrabGroupsAnswer = z.infer<typeof grabGroupsAnswer>;
export type GrabContactsAnswer = z.infer<typeof grabContactsAnswer>;
export type GrabAllAnswer = z.infer<typeof grabAllAnswer>;
