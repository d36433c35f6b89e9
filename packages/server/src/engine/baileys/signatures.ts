import { createPublicKey, verify } from 'node:crypto';
import { Curve } from '@whiskeysockets/baileys';

const p = 2n ** 255n - 19n;
// SubjectPublicKeyInfo of an Ed25519 key, up to its 32 bytes.
const ed25519Head = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Verifies an XEdDSA signature: the Curve25519 key becomes the Ed25519 key y = (u - 1) / (u + 1), whose sign stands in the top
 * bit of the signature (https://signal.org/docs/specifications/xeddsa, and libsignal, which keeps the sign there).
 */
export function verifyXeddsa(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKey.length === 33 ? publicKey.subarray(1) : publicKey;
  if (key.length !== 32 || signature.length !== 64) return false;
  const plain = Buffer.from(signature);
  const sign = (plain[63] ?? 0) & 0x80;
  plain[63] = (plain[63] ?? 0) & 0x7f;
  const edwards = toEdwards(key);
  edwards[31] = (edwards[31] ?? 0) | sign;
  try {
    const spki = createPublicKey({ key: Buffer.concat([ed25519Head, edwards]), format: 'der', type: 'spki' });
    return verify(null, message, spki, plain);
  } catch {
    return false;
  }
}

/**
 * Makes this thread's Baileys enforce signatures. Its own `Curve.verify` ignores the answer and lets every signature pass, so
 * that neither the server's certificate chain nor the phone's pairing signature would mean anything (whatsapp-protocol.md, 2).
 */
export function enforceSignatures(): void {
  Curve.verify = verifyXeddsa;
}

function toEdwards(montgomery: Uint8Array): Buffer {
  const u = BigInt(`0x${Buffer.from(montgomery).reverse().toString('hex')}`) & (2n ** 255n - 1n);
  const y = ((u - 1n + p) * power(u + 1n, p - 2n)) % p;
  return Buffer.from(y.toString(16).padStart(64, '0'), 'hex').reverse();
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base % p;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % p;
    factor = (factor * factor) % p;
  }
  return result;
}
