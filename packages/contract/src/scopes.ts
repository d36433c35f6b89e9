import { z } from 'zod';

/** What a key may do. `admin` includes all others. */
export const scopes = [
  'contacts:read',
  'contacts:write',
  'sessions:read',
  'sessions:write',
  'grabs:run',
  'admin',
] as const;
export const scope = z.enum(scopes);
export type Scope = z.infer<typeof scope>;
