import type { ErrorCode } from '@grabber/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorText } from '../../i18n/index.ts';
import { noteFailure } from '../failure.ts';
import { type Problem, toProblem } from '../problem.ts';
import { statusByCode } from '../status.ts';
import { fieldErrors } from '../validation.ts';

/** The texts that callers of the engine contract know; the other codes have their usual English ones. */
const texts: Partial<Record<ErrorCode, string>> = {
  unauthorized: 'Unauthorized',
  session_not_found: 'Session not found',
  session_not_connected: 'Session is not connected',
  not_connected: 'Session is not connected',
  logged_out: 'Session is not connected',
  session_exists: 'Session already exists',
};

const statuses: Partial<Record<ErrorCode, number>> = {
  validation_failed: 400,
  session_exists: 400,
  not_connected: 400,
  logged_out: 400,
};

/** Answers with a failure of the engine contract: English, and in `error`. */
export async function sendEngineFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const problem = toProblem(error);
  const { code } = problem;
  noteFailure(error, code, request, reply);
  await reply.code(engineStatusOf(code)).send({ success: false, error: textOf(problem), code });
}

/** HTTP status of an error in this contract. */
export function engineStatusOf(code: ErrorCode): number {
  return statuses[code] ?? statusByCode[code];
}

/** What an error says in this contract. */
export function engineTextOf(code: ErrorCode, details: Problem['details'] = {}): string {
  return texts[code] ?? errorText('en', code, details);
}

function textOf({ code, details, issues }: Problem): string {
  const firstField = Object.values(fieldErrors(issues, 'en'))[0]?.[0];
  return firstField ?? engineTextOf(code, details);
}
