import { describe, expect, test } from 'vitest';
import { AppError } from '../../core/index.ts';
import { toEngineError, until } from './errors.ts';

describe('failures of queries', () => {
  test.each([
    [1006, 'not_connected'],
    [Object.assign(new Error('rate-overlimit'), { data: 429, output: { statusCode: 500 } }), 'rate_limited'],
    [Object.assign(new Error('Timed Out'), { output: { statusCode: 408 } }), 'timeout'],
    [Object.assign(new Error('Connection Closed'), { output: { statusCode: 428 } }), 'not_connected'],
    [Object.assign(new Error('item-not-found'), { data: 404, output: { statusCode: 500 } }), 'upstream'],
    [undefined, 'upstream'],
  ])('%s is %s', (error, code) => {
    expect(toEngineError(error).code).toBe(code);
  });

  test('waiting ends with the first signal, with its reason', async () => {
    const never = new Promise<void>(() => {});
    const controller = new AbortController();
    const reason = new AppError('logged_out');
    const waiting = until(never, new AbortController().signal, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(until(Promise.reject(new Error('ignored')), controller.signal)).rejects.toBe(reason);
  });
});
