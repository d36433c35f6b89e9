import { describe, expect, test } from 'vitest';
import { createSealer, UnreadableError } from './seal.ts';

describe('sealing', () => {
  const sealer = createSealer('a secret');
  const plain = Buffer.from('geheim');

  test('opens in its own place only, under its own secret, and unharmed', () => {
    const sealed = sealer.seal(['s', 'creds'], plain);
    expect(sealer.open(['s', 'creds'], sealed)).toEqual(plain);
    expect(() => sealer.open(['t', 'creds'], sealed)).toThrow(UnreadableError);
    expect(() => createSealer('other').open(['s', 'creds'], sealed)).toThrow(UnreadableError);
    const harmed = Buffer.from(sealed);
    harmed[harmed.length - 1] = (harmed.at(-1) ?? 0) ^ 1;
    expect(() => sealer.open(['s', 'creds'], harmed)).toThrow(UnreadableError);
    expect(() => sealer.open(['s', 'creds'], Buffer.of(1, 2))).toThrow(UnreadableError);
  });

  test('never gives the same bytes twice, and places cannot be confused', () => {
    expect(sealer.seal(['a'], plain)).not.toEqual(sealer.seal(['a'], plain));
    expect(() => sealer.open(['a', 'b,c'], sealer.seal(['a,b', 'c'], plain))).toThrow(UnreadableError);
  });
});
