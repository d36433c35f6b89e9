import { z } from 'zod';

/**
 * Fields of foreign rows. One of the wrong type counts as not told: only a row without a readable id is lost.
 */
export const text = z.string().nullish().catch(null);
export const flag = z.boolean().nullish().catch(null);
export const size = z.int().min(0).nullish().catch(null);
export const list = z.array(z.unknown()).nullish().catch(null);

/** An id as text, or as an object of WhatsApp Web, which keeps the text in `_serialized`; newer builds renamed that to `$1` (other-engines.md, WAHA 4). */
export const id = z.union([
  z.string().min(1),
  z.looseObject({ _serialized: z.string().min(1) }).transform((object) => object._serialized),
  z.looseObject({ $1: z.string().min(1) }).transform((object) => object.$1),
  z
    .looseObject({ user: z.string().min(1), server: z.string().min(1) })
    .transform(({ user, server }) => `${user}@${server}`),
]);
export const maybeId = id.nullish().catch(null);

/** A text with something in it, trimmed; null otherwise. */
export function told(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/** The first name with something in it. */
export function firstTold(...values: (string | null | undefined)[]): string | null {
  return values.map(told).find((value) => value !== null) ?? null;
}
