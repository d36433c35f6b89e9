import { z } from 'zod';

/** Most rows of a page, and how many come when nothing is said. */
export const pageLimits = { most: 1000, standard: 50 };

const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(pageLimits.most)
  .meta({ description: 'Most rows of the page.', examples: [50] });

const cursor = z
  .string()
  .min(1)
  .max(2000)
  .regex(/^[A-Za-z0-9_-]+$/)
  .meta({ description: '`next_cursor` of the page before, with the same `sort`; without one the list begins.' });

const total = z
  .stringbool({ truthy: ['true', '1'], falsy: ['false', '0', ''] })
  .meta({ description: 'Whether to count all rows of the list, as `total`.', examples: ['true'] });

/** Parameters of a list of ours, and no others: the first order is the standard one, a minus in front turns it round. */
export function pageQuery<Sort extends string>(sorts: readonly [Sort, ...Sort[]]) {
  return z.strictObject({
    limit: limit.default(pageLimits.standard),
    cursor: cursor.optional(),
    sort: sortBy(sorts).default(sorts[0]),
    total: total.default(false),
  });
}

/** The same for a list that existing callers know whole: it comes in pages only when `limit` or `cursor` is given. */
export function optionalPageQuery<Sort extends string>(sorts: readonly [Sort, ...Sort[]]) {
  return z.object({
    limit: limit.optional().meta({ description: 'Most rows of the page. Without `limit` and `cursor` all rows come.' }),
    cursor: cursor.optional(),
    sort: sortBy(sorts).default(sorts[0]),
    total: total.default(false),
  });
}

function sortBy<Sort extends string>(sorts: readonly [Sort, ...Sort[]]) {
  return z.enum(sorts).meta({ description: 'Order of the list; a minus in front turns it round.' });
}

/** What a page tells beside its rows. */
export const pageFacts = {
  next_cursor: z.string().nullable().meta({ description: 'For the next page; null after the last.' }),
  total: z.int().min(0).optional().meta({ description: 'All rows of the list; only with `total=true`.' }),
};
