import { z } from 'zod';

/** What a caller may do. `admin` includes all others. */
export const scopes = [
  'contacts:read',
  'contacts:write',
  'sessions:read',
  'sessions:write',
  /** Only a key that is bound to named sessions needs it: what it creates is added to its sessions. */
  'sessions:create',
  'grabs:run',
  'export',
  'webhooks:write',
  'keys:write',
  'audit:read',
  'admin',
] as const;
export const scope = z.enum(scopes);
export type Scope = z.infer<typeof scope>;
