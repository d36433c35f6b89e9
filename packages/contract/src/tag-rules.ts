import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { contactQuery } from './contact-query.ts';
import { labelName } from './labels.ts';

/** Gives a tag to whatever its query finds: by itself to what grabs and live sync create or change, and to everything when it is run. It never takes a tag away. */
export const tagRule = z
  .object({
    id: z.int(),
    name: z.string(),
    tag_id: z.int(),
    query: contactQuery,
    enabled: z.boolean(),
    last_run_at: time.nullable(),
    created_at: time,
  })
  .meta({ id: 'TagRule' });
export type TagRule = z.infer<typeof tagRule>;

export const newTagRule = z
  .strictObject({ name: labelName, tag_id: z.int().min(1), query: contactQuery, enabled: z.boolean().default(true) })
  .meta({ id: 'NewTagRule' });
export const tagRuleChange = z
  .strictObject({
    name: labelName.optional(),
    tag_id: z.int().min(1).optional(),
    query: contactQuery.optional(),
    enabled: z.boolean().optional(),
  })
  .meta({ id: 'TagRuleChange' });

export const tagRuleAnswer = answerOf(z.object({ tag_rule: tagRule })).meta({ id: 'TagRuleAnswer' });
/** All rules, by name. */
export const tagRuleList = answerOf(z.object({ tag_rules: z.array(tagRule) })).meta({ id: 'TagRuleList' });
