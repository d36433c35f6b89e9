import type { ErrorCode } from '@grabber/contract';

/** HTTP status by error code; a code without one fails the type check. */
export const statusByCode: Record<ErrorCode, number> = {
  malformed_request: 400,
  validation_failed: 422,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  session_not_found: 404,
  grab_not_found: 404,
  session_exists: 409,
  session_not_connected: 400,
  not_connected: 503,
  logged_out: 409,
  rate_limited: 429,
  timeout: 504,
  unsupported: 501,
  upstream: 502,
  cancelled: 409,
  pairing_unavailable: 409,
  database_newer: 503,
  payload_too_large: 413,
  unsupported_media_type: 415,
  not_acceptable: 406,
  shutting_down: 503,
  internal: 500,
};
