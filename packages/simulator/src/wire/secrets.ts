import { hkdfSync } from 'node:crypto';
import type { KeyPair } from './crypto.ts';
import { keyPairFrom, sha256 } from './crypto.ts';

/**
 * All of the simulator's "random" bytes: derived from the world's seed and a label, so that a run can be repeated and
 * a restarted simulator has the same keys. Never for real secrets.
 */
export type Secrets = {
  /** The same label always gives the same bytes. */
  bytes(label: string, length: number): Buffer;
  keyPair(label: string): KeyPair;
  /** Bytes that differ from call to call, still the same in every run. */
  fresh(label: string, length: number): Buffer;
};

const HASH_BYTES = 32;

/** Creates the generator for one seed. */
export function createSecrets(seed: number): Secrets {
  const master = Buffer.from(`simulator seed ${seed}`);
  let counter = 0;
  const bytes = (label: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), label, length));
  return {
    bytes,
    keyPair: (label) => keyPairFrom(bytes(label, 32)),
    fresh(label, length) {
      counter += 1;
      const name = `${label} #${counter}`;
      // One hash is an order of magnitude faster than HKDF, and a large address book needs 100,000 of them.
      return length <= HASH_BYTES ? sha256(master, Buffer.from(name)).subarray(0, length) : bytes(name, length);
    },
  };
}
