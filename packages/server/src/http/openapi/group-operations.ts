import type { Operations } from './operation.ts';

export const groupOperations: Operations = {
  'GET /api/groups': {
    id: 'listGroups',
    tag: 'Groups',
    summary: 'List the groups of all sessions',
    description: 'A group that several accounts are in comes once for each.',
    says: 'groups_found',
    errors: ['cursor_invalid'],
  },
  'GET /api/groups/overlap': {
    id: 'compareGroups',
    tag: 'Groups',
    summary: 'Count who is in several groups',
    description: 'Each person counts once, whichever accounts see the groups; the owners of the accounts do not count.',
    says: 'groups_compared',
    errors: ['group_not_found'],
  },
  'GET /api/groups/:id': {
    id: 'getGroup',
    tag: 'Groups',
    summary: 'Read a group',
    says: 'group_found',
    errors: ['group_not_found'],
  },
  'GET /api/groups/:id/members': {
    id: 'listMembers',
    tag: 'Groups',
    summary: 'List the members of a group, present and past',
    description: 'Without the owner of the account.',
    says: 'members_found',
    errors: ['group_not_found', 'cursor_invalid'],
  },
};
