import type { KeyObject } from 'node:crypto';
import { createSecretKey } from 'node:crypto';
import { hkdf } from '../../wire/crypto.ts';

/** The key an account's devices share for address book and settings, expanded to its five purposes (§7). */
export type AppStateKey = {
  /** 6 bytes. */
  id: Buffer;
  /** 32 bytes, what the phone shares with a linked device. */
  data: Buffer;
  index: KeyObject;
  valueEncryption: KeyObject;
  valueMac: KeyObject;
  snapshotMac: KeyObject;
  patchMac: KeyObject;
};

/** Expands the shared 32 bytes. */
export function expandAppStateKey(id: Buffer, data: Buffer): AppStateKey {
  const keys = hkdf(data, 160, Buffer.alloc(0), 'WhatsApp Mutation Keys');
  const purpose = (at: number): KeyObject => createSecretKey(keys.subarray(at, at + 32));
  return {
    id,
    data,
    index: purpose(0),
    valueEncryption: purpose(32),
    valueMac: purpose(64),
    snapshotMac: purpose(96),
    patchMac: purpose(128),
  };
}
