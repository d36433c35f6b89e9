import { Curve } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import { verifyXeddsa } from './signatures.ts';

describe('signatures', () => {
  const { public: publicKey, private: privateKey } = Curve.generateKeyPair();
  const message = Buffer.from('details');

  test('a right one passes, with and without the key’s type byte, many times over', () => {
    for (let round = 0; round < 50; round += 1) {
      const pair = Curve.generateKeyPair();
      const signature = Curve.sign(pair.private, message);
      expect(verifyXeddsa(pair.public, message, signature)).toBe(true);
      expect(verifyXeddsa(Buffer.concat([Buffer.of(5), pair.public]), message, signature)).toBe(true);
    }
  });

  test('a zero one, another key, another message and a short one do not', () => {
    const signature = Curve.sign(privateKey, message);
    expect(verifyXeddsa(publicKey, message, Buffer.alloc(64))).toBe(false);
    expect(verifyXeddsa(Curve.generateKeyPair().public, message, signature)).toBe(false);
    expect(verifyXeddsa(publicKey, Buffer.from('other'), signature)).toBe(false);
    expect(verifyXeddsa(publicKey, message, signature.subarray(1))).toBe(false);
  });
});
