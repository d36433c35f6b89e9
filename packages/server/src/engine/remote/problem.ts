import { type EngineErrorCode, type GatewayProblem, gatewayProblem } from '@grabber/contract';
import { AppError, type AppErrorOptions, toErrorData } from '../../core/index.ts';
import { errorText } from '../../i18n/index.ts';
import type { EngineFailure } from '../engine.ts';

/** The engine error that stands for each problem. */
const codes: Record<GatewayProblem, EngineErrorCode> = {
  address_invalid: 'upstream',
  address_moved: 'upstream',
  answer_too_large: 'upstream',
  answer_unreadable: 'upstream',
  engine_too_old: 'unsupported',
  gateway_failed: 'upstream',
  gateway_slow: 'timeout',
  gateway_unreachable: 'not_connected',
  groups_cut_off: 'upstream',
  store_not_enabled: 'unsupported',
  wrong_key: 'upstream',
  wrong_session: 'upstream',
};

/** An engine error that says what is wrong with the gateway: in `details.reason` for programs, in its cause for the list of a grab's errors. */
export function gatewayError(reason: GatewayProblem, facts: AppErrorOptions['details'] = {}): AppError {
  const code = codes[reason];
  const details = { ...facts, reason };
  return new AppError(code, { details, cause: new Error(errorText('en', code, details)) });
}

/** Which problem an error stands for, if it is one of the gateway's. */
export function problemOf(error: unknown): GatewayProblem | undefined {
  return error instanceof AppError ? gatewayProblem.safeParse(error.details['reason']).data : undefined;
}

/** One item that could not be read, for a grab's list of errors. */
export function failure(item: EngineFailure['item'], itemId: string | null, error: AppError): EngineFailure {
  return { item, item_id: itemId, error: toErrorData(error) };
}
