import type { AuditEntry, Invitation, Person } from '@grabber/contract';
import type { Access, ApiKey, Entered } from '../auth/index.ts';
import { AppError } from '../core/index.ts';
import type { HttpDeps } from './ports.ts';
import { at } from './testing-rows.ts';

const budi: Person = {
  id: 1,
  username: 'budi',
  name: 'Budi',
  role: 'owner',
  created_at: at,
  disabled_at: null,
  last_signed_in_at: at,
};
export const signInToken = 'a-token';
const entered: Entered = { person: budi, token: signInToken, expires_at: at };
const invitation: Invitation = {
  id: 1,
  role: 'viewer',
  created_at: at,
  expires_at: at,
  used_at: null,
  revoked_at: null,
};
const apiKey: ApiKey = {
  id: 7,
  name: 'crm',
  prefix: 'gr_abcdefgh',
  scopes: ['contacts:read'],
  sessions: ['s1'],
  created_at: at,
  last_used_at: null,
  expires_at: null,
  revoked_at: null,
};
const line: AuditEntry = {
  id: 3,
  at,
  actor_kind: 'api_key',
  actor_id: 7,
  action: 'grab_started',
  session_id: 's1',
  address: '127.0.0.1',
  details: { grab_id: 7 },
};

/** Answers with a value, unless the world fails. */
type Answer = <T>(value: T) => () => Promise<T>;

export function fakeKeys(answer: Answer): Omit<HttpDeps['keys'], 'authenticate'> {
  return {
    create: answer({ key: 'gr_abcdefgh_x', row: apiKey }),
    list: answer([apiKey]),
    rotate: answer({ key: 'gr_ijklmnop_x', row: apiKey, old_until: at }),
    revoke: answer(true),
    adopt: answer(undefined),
  };
}

export function fakeAccess(answer: Answer): Access {
  const signIn = { id: 5, user_agent: 'Firefox', created_at: at, last_used_at: at, expires_at: at };
  return {
    entering: {
      openSetup: answer('a-token'),
      setupNeeded: answer(false),
      setUp: answer(entered),
      accept: answer(entered),
      signIn: answer(entered),
    },
    people: {
      list: answer([budi]),
      change: answer(budi),
      remove: answer(undefined),
      changePassword: answer(undefined),
      invite: answer({ token: 'a-token', invitation }),
      invitations: answer([invitation]),
      revokeInvitation: answer(undefined),
    },
    signIns: {
      async authenticate(token) {
        if (token !== signInToken) throw new AppError('unauthorized');
        const scopes = new Set(['admin'] as const);
        return { kind: 'person', id: 1, name: 'Budi', role: 'owner', scopes, sessions: 'all', signInId: 5 };
      },
      list: answer([signIn]),
      signOut: answer(undefined),
      end: answer(undefined),
      endAll: answer(2),
    },
    audit: {
      record: async () => undefined,
      page: answer({ rows: [line], next_cursor: null }),
      async *pages() {
        yield await answer([line])();
      },
    },
  };
}
