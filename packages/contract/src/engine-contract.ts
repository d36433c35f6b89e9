import { z } from 'zod';
import { time } from './answers.ts';
import { contactFacts } from './contact-facts.ts';
import { errorCode } from './errors.ts';
import { optionalPhone, sessionName } from './sessions.ts';
import { memberRole, sessionStatus } from './states.ts';

/**
 * The contract between the old application and its engine (`/sessions/...`), in that contract's own spellings.
 * These are the shapes that we write; a reader must accept more.
 */
const count = z.int().min(0);

/** An id that a caller may choose for a session: no characters with a meaning in a path. */
export const engineSessionId = z
  .string()
  .regex(/^[A-Za-z0-9_@-][A-Za-z0-9._@-]*$/)
  .max(255);

/** Every failure of the engine contract; `code` is ours, beside what the contract asks for. */
export const engineFailure = z
  .object({ success: z.literal(false), error: z.string(), code: errorCode })
  .meta({ id: 'EngineFailure' });

export const engineSession = z
  .object({
    sessionId: z.string(),
    status: sessionStatus,
    phoneNumber: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: 'EngineSession' });

export const engineNewSession = z
  .object({
    sessionId: engineSessionId,
    name: sessionName.nullish(),
    phoneNumber: optionalPhone,
  })
  .meta({ id: 'EngineNewSession' });

const ok = { success: z.literal(true) };
const moved = z.object({ sessionId: z.string(), status: sessionStatus });

export const engineSessionList = z.object({ ...ok, data: z.array(engineSession) }).meta({ id: 'EngineSessionList' });
export const engineSessionAnswer = z.object({ ...ok, data: engineSession }).meta({ id: 'EngineSessionAnswer' });
export const engineSessionMoved = z
  .object({ ...ok, message: z.string(), data: moved })
  .meta({ id: 'EngineSessionMoved' });
export const engineDone = z.object({ ...ok, message: z.string() }).meta({ id: 'EngineDone' });
export const engineQrAnswer = z
  .object({ ...ok, data: moved.extend({ qrCode: z.string().optional(), message: z.string().optional() }) })
  .meta({ id: 'EngineQrAnswer' });

const enginePerson = z.object({
  id: z.string(),
  lid: z.string().nullable(),
  name: z.string().nullable(),
  number: z.string().nullable(),
  pushname: z.string().nullable(),
  profile_picture: z.string().nullable(),
});

/** What the old application reads, and behind it what another of our servers needs to know as much as this one. */
export const engineContact = enginePerson.extend(contactFacts).meta({ id: 'EngineContact' });
export type EngineContact = z.infer<typeof engineContact>;

export const engineGroup = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    description: z.string().nullable(),
    participants_count: count,
    is_admin: z.boolean(),
    profile_picture: z.string().nullable(),
    participants: z.array(enginePerson.extend({ is_admin: z.boolean(), role: memberRole })),
  })
  .meta({ id: 'EngineGroup' });
export type EngineGroup = z.infer<typeof engineGroup>;

const groups = { groups: z.array(engineGroup), total_groups: count };
const contacts = { contacts: z.array(engineContact), total_contacts: count };

export const engineGroupsAnswer = z.object({ ...ok, data: z.object(groups) }).meta({ id: 'EngineGroupsAnswer' });
export const engineContactsAnswer = z.object({ ...ok, data: z.object(contacts) }).meta({ id: 'EngineContactsAnswer' });
export const engineAllContactsAnswer = z
  .object({ ...ok, data: z.object({ ...groups, ...contacts }) })
  .meta({ id: 'EngineAllContactsAnswer' });

export type EngineGroupsAnswer = z.infer<typeof engineGroupsAnswer>;
export type EngineContactsAnswer = z.infer<typeof engineContactsAnswer>;
export type EngineAllContactsAnswer = z.infer<typeof engineAllContactsAnswer>;
