import { z } from 'zod';
import { time } from './answers.ts';

/** Answer of `GET /api/engine-status`. */
export const engineStatus = z
  .object({ success: z.boolean(), message: z.string(), timestamp: time })
  .meta({ id: 'EngineStatus' });

/** Answer of `GET /health`, for callers of both contracts and for supervisors; needs no key and tells nothing of anybody. */
export const health = z
  .object({
    success: z.boolean(),
    message: z.string(),
    timestamp: time,
    status: z.enum(['ok', 'failing']),
    /** Whether the database answers. */
    database: z.enum(['ok', 'failing']),
    uptime_seconds: z.int(),
    /** Whether a simulator stands where WhatsApp would: all accounts and people are made up. */
    simulator: z.boolean(),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof health>;
