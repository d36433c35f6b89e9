import type { KeyObject } from 'node:crypto';
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
} from 'node:crypto';
import { generateKeyPair, sign as signXeddsa, verify as verifyXeddsa } from 'curve25519-js';

/** A Curve25519 key pair, 32 raw bytes each. */
export type KeyPair = { publicKey: Buffer; privateKey: Buffer };

const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const GCM_TAG_BYTES = 16;

/** The key pair that belongs to 32 secret bytes. */
export function keyPairFrom(secret: Uint8Array): KeyPair {
  const pair = generateKeyPair(secret);
  return { publicKey: Buffer.from(pair.public), privateKey: Buffer.from(pair.private) };
}

/** X25519: the 32 bytes both sides can compute. Throws when a key is not 32 bytes long. */
export function agree(privateKey: Uint8Array, publicKey: Uint8Array): Buffer {
  return diffieHellman({
    privateKey: createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, privateKey]), format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' }),
  });
}

/** XEdDSA signature, 64 bytes, deterministic. */
export function sign(privateKey: Uint8Array, message: Uint8Array): Buffer {
  return Buffer.from(signXeddsa(privateKey, message, undefined));
}

/** Whether an XEdDSA signature is genuine; false for malformed ones too. */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && verifyXeddsa(publicKey, message, signature);
}

/** HKDF-SHA256; an empty salt means 32 zero bytes, as RFC 5869 says. */
export function hkdf(secret: Uint8Array, length: number, salt: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}

/** SHA-256 of the parts in a row. */
export function sha256(...parts: Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** HMAC of the parts in a row; a key that is used often is several times faster as a KeyObject. */
export function hmac(
  key: Uint8Array | KeyObject,
  parts: Uint8Array[],
  algorithm: 'sha256' | 'sha512' = 'sha256',
): Buffer {
  const mac = createHmac(algorithm, key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** AES-256-GCM with the tag at the end. */
export function sealGcm(key: Uint8Array, iv: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(aad);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealGcm` made; throws when it was tampered with or the key is wrong. */
export function openGcm(key: Uint8Array, iv: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Buffer {
  const split = sealed.length - GCM_TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: GCM_TAG_BYTES });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(split));
  return Buffer.concat([decipher.update(sealed.subarray(0, split)), decipher.final()]);
}

/** AES-256-CBC with PKCS#7 padding; the IV is not part of the result. */
export function encryptCbc(key: Uint8Array | KeyObject, iv: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([cipher.update(plaintext), cipher.final()]);
}

/** AES-256-CTR; the same call encrypts and decrypts. */
export function applyCtr(key: Uint8Array, iv: Uint8Array, input: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-ctr', key, iv);
  return Buffer.concat([cipher.update(input), cipher.final()]);
}
