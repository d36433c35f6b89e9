import { expect, test } from 'vitest';
import { createIo } from './io.ts';
import { createScreen } from './screen.ts';
import { table } from './table.ts';

test('lines up columns, shows nothing as a dash, and lets no control character through', () => {
  const rows = [
    { name: 'Siti 😀', phone: null },
    { name: 'x\u001b[2J\ny', phone: '62812' },
  ];
  expect(table(rows, ['name', 'phone'])).toBe('name     phone\nSiti 😀   -\nx [2J y  62812');
});

test.each([
  [true, 'a\nb\n\u001b[2A\u001b[Jc\n'],
  [false, 'a\nb\nc\n'],
])('draws over what it drew only on a terminal (%s)', (live, told) => {
  let out = '';
  const nobody = { env: {}, writeErr: () => {}, startServer: () => Promise.reject(), stopAsked: async () => {} };
  const screen = createScreen(createIo({ ...nobody, live, writeOut: (text) => (out += text) }));
  screen.draw('a\nb');
  screen.draw('c');
  expect(out).toBe(told);
});
