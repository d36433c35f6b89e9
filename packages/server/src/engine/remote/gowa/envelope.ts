import { z } from 'zod';
import { gatewayError } from '../problem.ts';
import { list } from '../reading/index.ts';

const envelope = z.looseObject({ code: z.string(), results: z.unknown().optional() });
const listed = z.looseObject({ data: list });

/** What an answer brings: `{code, message, results}`. There is no `status` in it, whatever its documentation shows. */
export function resultsOf(answer: unknown): unknown {
  const { success, data } = envelope.safeParse(answer);
  if (!success) throw gatewayError('answer_unreadable');
  if (data.code !== 'SUCCESS') throw gatewayError('gateway_failed');
  return data.results;
}

/** The rows in `results.data`, which is null when there are none. */
export function rowsOf(answer: unknown): unknown[] {
  const results = resultsOf(answer);
  const { success, data } = listed.safeParse(results);
  const isTold = typeof results === 'object' && results !== null && 'data' in results;
  if (!success || !isTold || (results.data !== null && !Array.isArray(results.data)))
    throw gatewayError('answer_unreadable');
  return data.data ?? [];
}
