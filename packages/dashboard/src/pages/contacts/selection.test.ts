import { expect, test } from 'vitest';
import { isSelected, nothing, sizeOf, stateOf, toggled, toggledLoaded, withAll } from './selection.ts';

const loaded = [1, 2, 3];

test('rows are picked one by one, also beyond what is loaded', () => {
  const picked = toggled(toggled(nothing, 9, loaded), 1, loaded);
  expect([isSelected(picked, 9), isSelected(picked, 1), isSelected(picked, 2)]).toEqual([true, true, false]);
  expect(sizeOf(picked, 1000)).toBe(2);
  expect(stateOf(picked, loaded)).toBe('part');
  expect(sizeOf(toggled(picked, 9, loaded), 1000)).toBe(1);
});

test('the box of the head ticks what is loaded, and takes it back', () => {
  const all = toggledLoaded(nothing, loaded);
  expect(stateOf(all, loaded)).toBe('all');
  expect(toggledLoaded(all, loaded)).toBe(nothing);
  expect(stateOf(nothing, [])).toBe('none');
});

test('all that match stay a question to the server, until one is left out', () => {
  expect(sizeOf({ kind: 'all' }, 12_345)).toBe(12_345);
  expect(stateOf({ kind: 'all' }, loaded)).toBe('all');
  expect(withAll({ kind: 'all' }, [7])).toEqual({ kind: 'all' });
  expect(toggled({ kind: 'all' }, 2, loaded)).toEqual({ kind: 'some', ids: new Set([1, 3]) });
});
