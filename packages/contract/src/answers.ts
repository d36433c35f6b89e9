import { z } from 'zod';
import { errorCode } from './errors.ts';

/** An ISO 8601 instant in UTC. Rows of old databases come with other precisions, so only the letter Z is certain. */
export const time = z.string().meta({ format: 'date-time', examples: ['2024-01-15T10:30:00.000Z'] });

/** Success without data. */
export const done = z.object({ success: z.literal(true), message: z.string() }).meta({ id: 'Done' });
export type Done = z.infer<typeof done>;

/** Success with `data`, as most routes of the application API answer. */
export function answerOf<T extends z.ZodType>(data: T) {
  return z.object({ success: z.literal(true), message: z.string(), data });
}

/** Every failure of the application API. Old callers read `message` or `error`, which hold the same text. */
export const failure = z
  .object({
    success: z.literal(false),
    message: z.string(),
    error: z.string(),
    code: errorCode,
    details: z.record(z.string(), z.unknown()),
    request_id: z.string(),
    /** Field name -> what is wrong with it; only with `validation_failed`. */
    errors: z.record(z.string(), z.array(z.string())).optional(),
  })
  .meta({ id: 'Failure' });
export type Failure = z.infer<typeof failure>;
