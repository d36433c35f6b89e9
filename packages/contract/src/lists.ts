import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { labelName } from './labels.ts';

/** A static list: contacts come in and go out by bulk actions only. */
export const staticList = z
  .object({
    id: z.int(),
    name: z.string(),
    /** Of those that the caller may see; those in the trash are not counted. */
    contacts_count: z.int().min(0),
    /** Whether the caller may rename and delete it. */
    can_change: z.boolean(),
    created_at: time,
  })
  .meta({ id: 'StaticList' });
export type StaticList = z.infer<typeof staticList>;

export const newStaticList = z.strictObject({ name: labelName }).meta({ id: 'NewStaticList' });
export const staticListChange = z.strictObject({ name: labelName }).meta({ id: 'StaticListChange' });
export const staticListAnswer = answerOf(z.object({ list: staticList })).meta({ id: 'StaticListAnswer' });
/** All lists, by name. */
export const staticLists = answerOf(z.object({ lists: z.array(staticList) })).meta({ id: 'StaticLists' });
