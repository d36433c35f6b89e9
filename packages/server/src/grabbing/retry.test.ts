import { describe, expect, test } from 'vitest';
import { noCounts } from './counts.ts';
import { planRetry, requireRetryable } from './retry.ts';
import type { Grab, GrabError } from './types.ts';

const at = '2024-01-15T10:30:00.000Z';

function grab(changed: Partial<Grab> = {}): Grab {
  return {
    id: 7,
    session_id: 's1',
    kind: 'all',
    status: 'completed_with_errors',
    stage: 'done',
    counts: noCounts(),
    errors_count: 1,
    error_code: null,
    error_reason: null,
    missing: null,
    retry_of: null,
    created_at: at,
    started_at: at,
    finished_at: at,
    ...changed,
  };
}

function failed(item: GrabError['item'], item_id: string | null): GrabError {
  return { id: 1, grab_id: 7, session_id: 's1', item, item_id, code: 'upstream', reason: 'x', at };
}

describe('what is read again', () => {
  test('only the groups that failed, each once, when all are known', () => {
    const errors = [failed('group', '1@g.us'), failed('participant', '1@g.us'), failed('picture', '2@g.us')];
    expect(planRetry(grab(), errors)).toEqual({ kind: 'groups', groupIds: ['1@g.us', '2@g.us'] });
  });

  test.each<[GrabError[], string]>([
    [[failed('group', null)], 'groups'],
    [[failed('group', '1@g.us'), failed('participant', 'nonsense')], 'groups'],
    [[failed('contact', '62@s.whatsapp.net')], 'contacts'],
    [[failed('picture', '62@s.whatsapp.net'), failed('group', '1@g.us')], 'all'],
  ])('%j: a whole kind, %s', (errors, kind) => {
    expect(planRetry(grab(), errors)).toEqual({ kind, groupIds: undefined });
  });

  test.each(['failed', 'cancelled'] as const)('everything after a grab that %s', (status) => {
    expect(planRetry(grab({ status }), [failed('group', '1@g.us')])).toEqual({ kind: 'all', groupIds: undefined });
  });
});

test('a grab that runs, or in which nothing failed, is not retried', () => {
  expect(() => requireRetryable(grab({ status: 'running', finished_at: null }))).toThrow('grab_running');
  expect(() => requireRetryable(grab({ status: 'completed' }))).toThrow('nothing_to_retry');
  expect(() => requireRetryable(grab())).not.toThrow();
});
