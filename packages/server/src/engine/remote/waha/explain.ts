import { AppError } from '../../../core/index.ts';
import type { Refusal } from '../client/index.ts';
import { gatewayError } from '../problem.ts';

/** WAHA's own words: the store of NOWEB that was off when the account was linked, and a session that is not WORKING. */
export function explain({ status, text }: Refusal): AppError | undefined {
  if (/enable noweb store|noweb\.store/i.test(text)) return gatewayError('store_not_enabled', { status });
  if (status === 422 && /session status is not as expected/i.test(text)) return new AppError('not_connected');
  return status === 422 && /session.*(does not exist|not found)/i.test(text)
    ? gatewayError('wrong_session', { status })
    : undefined;
}
