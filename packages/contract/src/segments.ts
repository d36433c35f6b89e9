import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { contactQuery } from './contact-query.ts';
import { labelName } from './labels.ts';

/** A query under a name. Nothing is stored of what it finds, so it is always true. */
export const segment = z
  .object({
    id: z.int(),
    name: z.string(),
    query: contactQuery,
    /** What it finds now, of what the caller may see; only with `count=true`. */
    count: z.int().min(0).optional(),
    created_at: time,
  })
  .meta({ id: 'Segment' });
export type Segment = z.infer<typeof segment>;

export const segmentsQuery = z.strictObject({
  count: z
    .stringbool({ truthy: ['true', '1'], falsy: ['false', '0', ''] })
    .default(false)
    .meta({ description: 'Whether to count what each segment finds.', examples: ['true'] }),
});
export const newSegment = z.strictObject({ name: labelName, query: contactQuery }).meta({ id: 'NewSegment' });
export const segmentChange = z
  .strictObject({ name: labelName.optional(), query: contactQuery.optional() })
  .meta({ id: 'SegmentChange' });

export const segmentAnswer = answerOf(z.object({ segment })).meta({ id: 'SegmentAnswer' });
/** By name: all, for a caller who is bound to named sessions only those of their own. */
export const segmentList = answerOf(z.object({ segments: z.array(segment) })).meta({ id: 'SegmentList' });
