import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { newGateway } from './gateways.ts';
import { optionalPageQuery, pageFacts } from './paging.ts';
import { sessionStatus, statusReason, syncPart, syncState } from './states.ts';

/** A linked (or to be linked) WhatsApp account. */
export const session = z
  .object({
    id: z.int(),
    session_id: z.string(),
    name: z.string(),
    phone_number: z.string().nullable(),
    status: sessionStatus,
    /** PNG data URL. */
    qr_code: z.string().nullable(),
    is_active: z.boolean(),
    last_activity: time.nullable(),
    device_info: z.record(z.string(), z.unknown()).nullable(),
    created_at: time,
    updated_at: time,
    status_reason: statusReason.nullable(),
    engine: z.string(),
    lid: z.string().nullable(),
    sync_state: syncState,
    sync_missing: z.array(syncPart).nullable(),
  })
  .meta({ id: 'Session' });

/** What people type as a phone number. */
export const typedPhone = z
  .string()
  .trim()
  .regex(/^[0-9+\-() ]+$/)
  .max(32);

/** The same where it may be left out; an empty one counts as left out, as it does in the old system. */
export const optionalPhone = z.preprocess((given) => (given === '' ? null : given), typedPhone.nullish());

/** A name given by people: no control characters, no broken Unicode, which not every database takes. */
export const sessionName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

export const newSession = z
  .object({ name: sessionName, phone_number: optionalPhone, gateway: newGateway.optional() })
  .meta({ id: 'NewSession' });

/** Without `limit` and `cursor` all sessions come, oldest first. */
export const sessionsQuery = optionalPageQuery(['id', '-id', 'name', '-name']);

/** `next_cursor` only in a page, `total` only on request: the old answer has neither. */
export const sessionList = z
  .object({
    success: z.literal(true),
    sessions: z.array(session),
    next_cursor: pageFacts.next_cursor.optional(),
    total: pageFacts.total,
  })
  .meta({ id: 'SessionList' });

export const sessionCreated = z
  .object({ success: z.literal(true), message: z.string(), session, status: sessionStatus })
  .meta({ id: 'SessionCreated' });

export const sessionAnswer = answerOf(z.object({ session })).meta({ id: 'SessionAnswer' });

/** Answer of the routes that change a connection. */
export const sessionMoved = answerOf(z.object({ session_id: z.string(), status: sessionStatus })).meta({
  id: 'SessionMoved',
});

export const sessionStatusAnswer = answerOf(
  z.object({
    session_id: z.string(),
    status: sessionStatus,
    phone_number: z.string().nullable(),
    status_reason: statusReason.nullable(),
    /** The reason in the caller's language. */
    status_text: z.string().nullable(),
    sync_state: syncState,
    sync_missing: z.array(syncPart).nullable(),
  }),
).meta({ id: 'SessionStatusAnswer' });
