import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { pageFacts, pageQuery } from './paging.ts';

export const auditAction = z.enum([
  'owner_created',
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'sign_ins_ended',
  'password_changed',
  'invitation_created',
  'invitation_revoked',
  'person_joined',
  'person_changed',
  'person_removed',
  'key_created',
  'key_rotated',
  'key_revoked',
  'session_created',
  'session_connected',
  'session_reconnected',
  'session_logged_out',
  'session_deleted',
  'pairing_code_asked',
  'grab_started',
  'grab_cancelled',
  'schedule_set',
  'schedule_removed',
  'job_cancelled',
  'job_undone',
  'job_file_downloaded',
  'contact_changed',
  'contact_tagged',
  'tag_created',
  'tag_changed',
  'tag_deleted',
  'tag_rule_created',
  'tag_rule_changed',
  'tag_rule_deleted',
  'tag_rule_run',
  'segment_created',
  'segment_changed',
  'segment_deleted',
  'list_created',
  'list_changed',
  'list_deleted',
  'bulk_started',
  'duplicates_scanned',
  'duplicate_dismissed',
  'contacts_merged',
  'merge_undone',
  'contacts_deleted',
  'contacts_exported',
  'import_uploaded',
  'import_committed',
  'import_rolled_back',
  'import_deleted',
  'audit_exported',
  'webhook_created',
  'webhook_changed',
  'webhook_deleted',
  'webhook_secret_rotated',
  'webhook_tested',
  'webhook_replayed',
  'person_erased',
  'personal_data_copied',
  'opt_out_added',
  'opt_out_removed',
  'settings_changed',
  'retention_started',
  'backup_started',
  'backup_downloaded',
  'backup_deleted',
]);
export type AuditAction = z.infer<typeof auditAction>;

/** Who did what to which session, from where. Ids only: names and numbers stand elsewhere, and can be deleted there. */
export const auditEntry = z
  .object({
    id: z.int(),
    at: time,
    actor_kind: z.enum(['person', 'api_key', 'system', 'unknown']),
    actor_id: z.int().nullable(),
    action: auditAction,
    session_id: z.string().nullable(),
    address: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

/** An empty choice counts as none. */
const optionally = <T extends z.ZodType>(schema: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), schema.optional());

/** As session ids look; anything else is nobody's. */
const sessionId = z
  .string()
  .max(255)
  .regex(/^[\w.@-]+$/);

const auditFilter = z.strictObject({ action: optionally(auditAction), session_id: optionally(sessionId) });

/** Newest first, unless asked otherwise. */
export const auditQuery = auditFilter.extend(pageQuery(['-id', 'id']).shape);
export const auditExportQuery = auditFilter.extend({ format: z.enum(['jsonl', 'csv']).default('jsonl') });

export const auditList = answerOf(z.object({ entries: z.array(auditEntry), ...pageFacts })).meta({ id: 'AuditList' });
