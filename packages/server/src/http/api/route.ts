import { failure } from '@grabber/contract';
import { z } from 'zod';

export const sessionParams = z.object({ session_id: z.string() });

/** The answers of a route: its success and, for everything that can go wrong, the failure of the application API. */
export function answers<Status extends 200 | 201 | 202, T extends z.ZodType>(status: Status, schema: T) {
  return { [status]: schema, '4xx': failure, '5xx': failure } as { [S in Status]: T };
}
