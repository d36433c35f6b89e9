import { z } from 'zod';

/**
 * Every error code an answer can carry. HTTP status and text per language are kept where they are used
 * (`server/src/http/status.ts`, `server/src/i18n/`); a code without either fails the type check.
 */
export const errorCodes = [
  'malformed_request',
  'validation_failed',
  'unauthorized',
  'forbidden',
  'not_found',
  'session_not_found',
  'contact_not_found',
  'group_not_found',
  'tag_not_found',
  'tag_rule_not_found',
  'segment_not_found',
  'list_not_found',
  'duplicate_not_found',
  'duplicate_settled',
  'merge_not_found',
  'merge_undone',
  'merge_built_upon',
  'name_taken',
  'limit_reached',
  'grab_not_found',
  'grab_running',
  'nothing_to_retry',
  'import_not_found',
  'import_not_open',
  'no_file_sent',
  'job_not_found',
  'job_not_undoable',
  'job_file_gone',
  'sign_in_failed',
  'password_wrong',
  'token_invalid',
  'cross_site',
  'people_only',
  'setup_done',
  'username_taken',
  'last_owner',
  'person_not_found',
  'sign_in_not_found',
  'invitation_not_found',
  'key_not_found',
  'key_from_environment',
  'webhook_not_found',
  'delivery_not_found',
  'opt_out_not_found',
  'backup_not_found',
  'backup_damaged',
  'backup_key_wrong',
  'backup_newer',
  'schedule_cron_invalid',
  'schedule_timezone_unknown',
  'schedule_too_often',
  'session_exists',
  'session_not_connected',
  'not_connected',
  'logged_out',
  'rate_limited',
  'timeout',
  'unsupported',
  'upstream',
  'cancelled',
  'pairing_unavailable',
  'database_newer',
  'cursor_invalid',
  'idempotency_key_reused',
  'idempotency_in_progress',
  'already_done',
  'payload_too_large',
  'headers_too_large',
  'uri_too_long',
  'request_timeout',
  'unsupported_media_type',
  'not_acceptable',
  'shutting_down',
  'internal',
] as const;

export const errorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCode>;

/** What an engine's failure can be; every adapter turns foreign failures into one of these. */
export const engineErrorCodes = [
  'not_connected',
  'logged_out',
  'rate_limited',
  'timeout',
  'unsupported',
  'upstream',
] as const;
export type EngineErrorCode = (typeof engineErrorCodes)[number];

/** What is wrong between us and somebody else's gateway, in `details.reason` of an engine's error. Each has a text of its own in `i18n`. */
export const gatewayProblems = [
  'address_invalid',
  'address_moved',
  'answer_too_large',
  'answer_unreadable',
  'engine_too_old',
  'gateway_failed',
  'gateway_slow',
  'gateway_unreachable',
  'groups_cut_off',
  'store_not_enabled',
  'wrong_key',
  'wrong_session',
] as const;
export const gatewayProblem = z.enum(gatewayProblems);
export type GatewayProblem = z.infer<typeof gatewayProblem>;
