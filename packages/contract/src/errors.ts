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
  'grab_not_found',
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
  'payload_too_large',
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
