import type { ErrorCode } from '@grabber/contract';
import type { z } from 'zod';
import { AppError } from '../core/index.ts';
import { InvalidRequest } from './validation.ts';

/** Any thrown value as what an answer can say about it. */
export type Problem = {
  code: ErrorCode;
  details: Record<string, unknown>;
  retry_after_ms: number | undefined;
  issues: z.core.$ZodIssue[];
};

const codeByFastifyCode: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

/** What is wrong, without anything that the caller must not see: unknown errors become `internal` and nothing more. */
export function toProblem(error: unknown): Problem {
  const nothing = { details: {}, retry_after_ms: undefined, issues: [] };
  if (error instanceof InvalidRequest) return { ...nothing, code: 'validation_failed', issues: error.issues };
  if (!(error instanceof AppError)) return { ...nothing, code: foreignCode(error) };
  const { code, details, retry_after_ms } = error;
  return { code, details: code === 'internal' ? {} : details, retry_after_ms, issues: [] };
}

function foreignCode(error: unknown): ErrorCode {
  const { code = '', statusCode = 500 } = error as { code?: string; statusCode?: number };
  const known = codeByFastifyCode[code];
  if (known) return known;
  return statusCode >= 400 && statusCode < 500 ? 'malformed_request' : 'internal';
}
