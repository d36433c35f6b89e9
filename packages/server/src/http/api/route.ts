import { failure } from '@grabber/contract';
import { z } from 'zod';

export const sessionParams = z.object({ session_id: z.string() });

/** Whatever is no number becomes an id that nothing has, so that it is simply not found. */
export const idParams = z.object({ id: z.coerce.number().int().min(0).max(2_147_483_647).catch(0) });

/** The answers of a route: its success and, for everything that can go wrong, the failure of the application API. */
export function answers<Status extends 200 | 201 | 202, T extends z.ZodType>(status: Status, schema: T) {
  return { [status]: schema, '4xx': failure, '5xx': failure } as { [S in Status]: T };
}
