import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { tagMark } from './contact-lists.ts';
import { labelName } from './labels.ts';

/** The colours of tags, by the names that the page knows them by. */
export const tagColors = [
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'yellow',
  'orange',
] as const;
export const tagColor = z.enum(tagColors);
export type TagColor = z.infer<typeof tagColor>;

export const tag = z
  .object({
    id: z.int(),
    name: z.string(),
    color: tagColor,
    /** Contacts that have it, of those that the caller may see; those in the trash are not counted. */
    contacts_count: z.int().min(0),
    /** Rules that give it; null for a caller who may not see rules. */
    rules_count: z.int().min(0).nullable(),
    created_at: time,
  })
  .meta({ id: 'Tag' });
export type Tag = z.infer<typeof tag>;

export const newTag = z.strictObject({ name: labelName, color: tagColor.default('gray') }).meta({ id: 'NewTag' });
export const tagChange = z
  .strictObject({ name: labelName.optional(), color: tagColor.optional() })
  .meta({ id: 'TagChange' });

export const tagAnswer = answerOf(z.object({ tag })).meta({ id: 'TagAnswer' });
/** All tags, by name. */
export const tagList = answerOf(z.object({ tags: z.array(tag) })).meta({ id: 'TagList' });

const named = z.object({ id: z.int(), name: z.string() });
/** What went with a tag: from how many contacts it was taken, the rules that are gone, the segments that now find nothing by it. */
export const tagDeleted = answerOf(
  z.object({
    tag: tagMark,
    removed: z.object({ contacts_count: z.int().min(0), rules: z.array(named), segments: z.array(named) }),
  }),
).meta({ id: 'TagDeleted' });

/** All tags that a contact has from now on. */
export const contactTags = z
  .strictObject({
    tag_ids: z.array(z.int().min(1)).max(100),
    /** `person`: every row of the person that the caller may see; `contact`: this row alone. */
    applies_to: z.enum(['person', 'contact']).default('person'),
  })
  .meta({ id: 'ContactTags' });
