import { describe, expect, test } from 'vitest';
import { createFaults } from './faults.ts';

describe('createFaults', () => {
  test('starts with everything working', () => {
    expect(createFaults().strike('banned', {})).toBeUndefined();
  });

  test('strikes until it is cleared', () => {
    const faults = createFaults();
    faults.set({ kind: 'history-late', ms: 20 });
    expect(faults.strike('history-late', {})).toEqual({ kind: 'history-late', ms: 20 });
    expect(faults.strike('history-late', { account: '628' })).toEqual({ kind: 'history-late', ms: 20 });
    faults.clear('history-late');
    expect(faults.strike('history-late', {})).toBeUndefined();
  });

  test('strikes as often as told', () => {
    const faults = createFaults();
    faults.set({ kind: 'replaced' }, { times: 2 });
    const strikes = [1, 2, 3].map(() => faults.strike('replaced', {})?.kind);
    expect(strikes).toEqual(['replaced', 'replaced', undefined]);
    expect(() => faults.set({ kind: 'replaced' }, { times: 0 })).toThrow(RangeError);
  });

  test('strikes only the account it is for, and does not count the others', () => {
    const faults = createFaults();
    faults.set({ kind: 'banned' }, { account: '6281', times: 1 });
    expect(faults.strike('banned', {})).toBeUndefined();
    expect(faults.strike('banned', { account: '6282' })).toBeUndefined();
    expect(faults.strike('banned', { account: '6281' })).toEqual({ kind: 'banned' });
  });

  test('strikes only where it is on, and everywhere when it names no place', () => {
    const faults = createFaults();
    faults.set({ kind: 'no-answer', on: 'groups' });
    expect(faults.strike('no-answer', { on: 'picture' })).toBeUndefined();
    expect(faults.strike('no-answer', { on: 'groups' })).toEqual({ kind: 'no-answer', on: 'groups' });
    faults.set({ kind: 'no-answer' });
    expect(faults.strike('no-answer', { on: 'picture' })).toEqual({ kind: 'no-answer' });
  });

  test('replaces the same fault at the same place', () => {
    const faults = createFaults();
    faults.set({ kind: 'slow-answer', ms: 1, on: 'groups' });
    faults.set({ kind: 'slow-answer', ms: 2, on: 'groups' }, { times: 1 });
    expect(faults.strike('slow-answer', { on: 'groups' })).toMatchObject({ ms: 2 });
    expect(faults.strike('slow-answer', { on: 'groups' })).toBeUndefined();
  });

  test('clears one kind, or all', () => {
    const faults = createFaults();
    faults.set({ kind: 'banned' });
    faults.set({ kind: 'empty-groups' });
    faults.clear('banned');
    expect(faults.strike('banned', {})).toBeUndefined();
    expect(faults.strike('empty-groups', {})).toBeDefined();
    faults.clear();
    expect(faults.strike('empty-groups', {})).toBeUndefined();
  });
});
