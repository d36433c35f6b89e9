import { z } from 'zod';
import { answerOf } from './answers.ts';
import { contactQuery } from './contact-query.ts';

/** Most contacts that are named one by one; for more there is the query. */
export const mostSelected = 10_000;

/** Which contacts something is done to: those named, or all that a query finds when the job begins. */
export const contactSelection = z
  .union([
    z.strictObject({ ids: z.array(z.int().min(1)).min(1).max(mostSelected) }),
    z.strictObject({ query: contactQuery }),
  ])
  .meta({ id: 'ContactSelection' });
export type ContactSelection = z.output<typeof contactSelection>;

const tagId = z.int().min(1);
const listId = z.int().min(1);

export const bulkAction = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('tag_add'), tag_id: tagId }),
    z.strictObject({ type: z.literal('tag_remove'), tag_id: tagId }),
    z.strictObject({ type: z.literal('list_add'), list_id: listId }),
    z.strictObject({ type: z.literal('list_remove'), list_id: listId }),
    /** Until WhatsApp says otherwise. Who is blocked stays blocked. */
    z.strictObject({ type: z.literal('set_status'), status: z.enum(['active', 'inactive']) }),
    z.strictObject({ type: z.literal('opt_out') }),
    z.strictObject({ type: z.literal('opt_in') }),
    /** Into the trash, for 30 days. */
    z.strictObject({ type: z.literal('delete') }),
    z.strictObject({ type: z.literal('restore') }),
  ])
  .meta({ id: 'BulkAction' });
export type BulkAction = z.output<typeof bulkAction>;

export const bulkPreviewRequest = z.strictObject({ selection: contactSelection }).meta({ id: 'BulkPreviewRequest' });
export const bulkPreview = answerOf(z.object({ count: z.int().min(0) })).meta({ id: 'BulkPreview' });
export const bulkRequest = z
  .strictObject({ action: bulkAction, selection: contactSelection })
  .meta({ id: 'BulkRequest' });
export type BulkRequest = z.output<typeof bulkRequest>;
