import type { Role, Scope } from '@grabber/contract';

/** What each role may do. */
export const scopesOfRole: Record<Role, ReadonlySet<Scope>> = {
  owner: new Set<Scope>(['admin']),
  operator: new Set<Scope>([
    'contacts:read',
    'contacts:write',
    'sessions:read',
    'sessions:write',
    'sessions:create',
    'grabs:run',
    'export',
    'webhooks:write',
  ]),
  viewer: new Set<Scope>(['contacts:read', 'sessions:read']),
};
