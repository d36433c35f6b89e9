import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { pageFacts, pageQuery } from './paging.ts';
import { scope } from './scopes.ts';

/** What a person may do: an owner everything, an operator everything with sessions and contacts, a viewer only look. */
export const role = z.enum(['owner', 'operator', 'viewer']);
export type Role = z.infer<typeof role>;

/** What people sign in with; an e-mail address fits. Capital letters make no difference. */
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(64)
  .regex(/^[a-z0-9][a-z0-9._@+-]*$/);

export const newPassword = z.string().min(10).max(200);
/** A password or token to be compared, whatever the rules were when it was made. */
const givenSecret = z.string().min(1).max(200);

export const personName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

export const person = z
  .object({
    id: z.int(),
    username: z.string(),
    name: z.string(),
    role,
    created_at: time,
    /** Set for somebody who may not sign in any more. */
    disabled_at: time.nullable(),
    last_signed_in_at: time.nullable(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof person>;

const newPerson = z.object({ username, name: personName, password: newPassword });
export const setupRequest = newPerson.extend({ setup_token: givenSecret }).meta({ id: 'SetupRequest' });
export const acceptRequest = newPerson.extend({ token: givenSecret }).meta({ id: 'AcceptRequest' });
/** Whatever people type, but what no database takes. */
const typedName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
export const signInRequest = z.object({ username: typedName, password: givenSecret }).meta({ id: 'SignInRequest' });

export const setupState = answerOf(z.object({ needed: z.boolean() })).meta({ id: 'SetupState' });
/** The browser also gets the cookie of the sign-in. */
export const signedIn = answerOf(z.object({ person, expires_at: time })).meta({ id: 'SignedIn' });

export const me = answerOf(
  z.object({
    kind: z.enum(['person', 'api_key', 'system']),
    id: z.int().nullable(),
    name: z.string(),
    role: role.nullable(),
    scopes: z.array(scope),
    /** The sessions this caller is bound to; null: all. */
    sessions: z.array(z.string()).nullable(),
  }),
).meta({ id: 'Me' });

export const passwordChange = z
  .strictObject({ current_password: givenSecret, new_password: newPassword })
  .meta({ id: 'PasswordChange' });

/** One browser in which a person is signed in. */
export const signIn = z
  .object({
    id: z.int(),
    user_agent: z.string().nullable(),
    created_at: time,
    last_used_at: time,
    expires_at: time,
    /** The one that this request came with. */
    current: z.boolean(),
  })
  .meta({ id: 'SignIn' });
export const signInsQuery = pageQuery(['-last_used_at', 'last_used_at', '-id', 'id']);
export const signInList = answerOf(z.object({ sign_ins: z.array(signIn), ...pageFacts })).meta({ id: 'SignInList' });
export const signInsEnded = answerOf(z.object({ ended_count: z.int().min(0) })).meta({ id: 'SignInsEnded' });

export const personChange = z
  .strictObject({ name: personName.optional(), role: role.optional(), disabled: z.boolean().optional() })
  .meta({ id: 'PersonChange' });
export const peopleQuery = pageQuery(['id', '-id', 'username', '-username']);
export const personAnswer = answerOf(z.object({ person })).meta({ id: 'PersonAnswer' });
export const personList = answerOf(z.object({ people: z.array(person), ...pageFacts })).meta({ id: 'PersonList' });

export const invitation = z
  .object({
    id: z.int(),
    role,
    created_at: time,
    expires_at: time,
    used_at: time.nullable(),
    revoked_at: time.nullable(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;
export const newInvitation = z
  .strictObject({ role, valid_hours: z.int().min(1).max(720).default(72) })
  .meta({ id: 'NewInvitation' });
export const invitationCreated = answerOf(
  /** `token` is shown here and never again. */
  z.object({ invitation, token: z.string() }),
).meta({ id: 'InvitationCreated' });
export const invitationsQuery = pageQuery(['-id', 'id']);
export const invitationList = answerOf(z.object({ invitations: z.array(invitation), ...pageFacts })).meta({
  id: 'InvitationList',
});
