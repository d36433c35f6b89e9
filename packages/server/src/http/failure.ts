import { type ErrorCode, engineErrorCodes, type Failure, type GrabKind } from '@grabber/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorText, messageText } from '../i18n/index.ts';
import { type Problem, toProblem } from './problem.ts';
import { statusByCode } from './status.ts';
import { fieldErrors } from './validation.ts';

/** Answers with a failure of the application API. */
export async function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const problem = toProblem(error);
  await send(
    error,
    request,
    reply,
    failureBody(problem, request, errorText(request.language, problem.code, problem.details)),
  );
}

/** The same for a route that grabs: when the grab itself failed, the text says what could not be grabbed, and why. */
export function sendGrabFailure(kind: GrabKind) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const problem = toProblem(error);
    if (!grabFailures.has(problem.code)) return sendFailure(error, request, reply);
    const reason = errorText(request.language, problem.code, problem.details);
    const text = messageText(request.language, `${kind}_failed`, { reason });
    await send(error, request, reply, failureBody(problem, request, text));
  };
}

const grabFailures: ReadonlySet<ErrorCode> = new Set([...engineErrorCodes, 'cancelled', 'internal']);

async function send(error: unknown, request: FastifyRequest, reply: FastifyReply, body: Failure): Promise<void> {
  noteFailure(error, body.code, request, reply);
  await reply.code(statusByCode[body.code]).send(body);
}

/** Logs what is our fault, and tells the caller when to try again. */
export function noteFailure(error: unknown, code: ErrorCode, request: FastifyRequest, reply: FastifyReply): void {
  const { retry_after_ms } = toProblem(error);
  if (retry_after_ms !== undefined) reply.header('Retry-After', Math.max(1, Math.ceil(retry_after_ms / 1000)));
  if (code === 'unauthorized') reply.header('WWW-Authenticate', 'Bearer');
  if (statusByCode[code] >= 500) request.log.error({ err: error, code }, 'request failed');
}

function failureBody(problem: Problem, request: FastifyRequest, text: string): Failure {
  const { code, details, issues } = problem;
  const body = { success: false as const, message: text, error: text, code, details, request_id: request.id };
  return issues.length === 0 ? body : { ...body, errors: fieldErrors(issues, request.language) };
}
