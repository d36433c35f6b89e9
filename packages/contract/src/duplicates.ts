import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { contactListItem } from './contact-lists.ts';
import { ownFieldNames } from './own-fields.ts';
import { pageFacts, pageQuery } from './paging.ts';

/**
 * Why two contacts may be one person: the same name, seen in the same group; numbers that differ only by a digit that Brazil, Argentina or Mexico
 * added or dropped; a number that went inactive as another with the same saved name appeared.
 */
export const duplicateReason = z.enum(['same_name_and_group', 'number_variant', 'number_changed']);
export type DuplicateReason = z.infer<typeof duplicateReason>;

export const duplicateStatus = z.enum(['open', 'dismissed', 'merged']);
export type DuplicateStatus = z.infer<typeof duplicateStatus>;

/** Two contacts that may be one person. */
export const duplicate = z
  .object({
    id: z.int(),
    reason: duplicateReason,
    status: duplicateStatus,
    contacts: z.array(contactListItem),
    found_at: time,
  })
  .meta({ id: 'Duplicate' });
export type Duplicate = z.infer<typeof duplicate>;

export const duplicatesQuery = pageQuery(['-id', 'id']).extend({
  status: duplicateStatus.default('open'),
  reason: duplicateReason.optional(),
});
export const duplicateList = answerOf(z.object({ duplicates: z.array(duplicate), ...pageFacts })).meta({
  id: 'DuplicateList',
});
export const duplicateAnswer = answerOf(z.object({ duplicate })).meta({ id: 'DuplicateAnswer' });

const contactId = z.int().min(1);

/** From which of the contacts each own field is taken; otherwise from the one that is kept, and where it has none from the others. */
const fieldChoice = z.partialRecord(z.enum(ownFieldNames), contactId);

export const duplicateMerge = z
  .strictObject({ keep_contact_id: contactId, fields: fieldChoice.optional() })
  .meta({ id: 'DuplicateMerge' });
export const newMerge = z
  .strictObject({
    contact_ids: z.array(contactId).min(2).max(20),
    keep_contact_id: contactId,
    fields: fieldChoice.optional(),
  })
  .meta({ id: 'NewMerge' });
export type NewMerge = z.output<typeof newMerge>;

/** Contacts that count as one person since then. Each keeps its row, as WhatsApp has one for each; own fields, tags and lists are shared out to all. */
export const merge = z
  .object({
    id: z.int(),
    keep_contact_id: z.int(),
    contacts: z.array(contactListItem),
    created_at: time,
    undone_at: time.nullable(),
    /** False too for whoever does not see every session in which it holds. */
    can_undo: z.boolean(),
  })
  .meta({ id: 'Merge' });
export type Merge = z.infer<typeof merge>;

export const mergeAnswer = answerOf(z.object({ merge })).meta({ id: 'MergeAnswer' });
/** `skipped`: contacts that were changed by somebody since and keep what they have. */
export const mergeUndone = answerOf(z.object({ merge, skipped: z.array(z.int()) })).meta({ id: 'MergeUndone' });
export const mergesQuery = pageQuery(['-id', 'id']);
export const mergeList = answerOf(z.object({ merges: z.array(merge), ...pageFacts })).meta({ id: 'MergeList' });
