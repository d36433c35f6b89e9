import { engineFailure } from '@grabber/contract';
import { z } from 'zod';

export const engineParams = z.object({ sessionId: z.string() });

/** The answers of a route of the engine contract. */
export function engineAnswers<T extends z.ZodType>(schema: T) {
  return { 200: schema, '4xx': engineFailure, '5xx': engineFailure } as { 200: T };
}
