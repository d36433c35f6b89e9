import { hkdf } from '../../wire/crypto.ts';

/** The key an account's devices share for address book and settings, expanded to its five purposes (§7). */
export type AppStateKey = {
  /** 6 bytes. */
  id: Buffer;
  /** 32 bytes, what the phone shares with a linked device. */
  data: Buffer;
  index: Buffer;
  valueEncryption: Buffer;
  valueMac: Buffer;
  snapshotMac: Buffer;
  patchMac: Buffer;
};

/** Expands the shared 32 bytes. */
export function expandAppStateKey(id: Buffer, data: Buffer): AppStateKey {
  const keys = hkdf(data, 160, Buffer.alloc(0), 'WhatsApp Mutation Keys');
  return {
    id,
    data,
    index: keys.subarray(0, 32),
    valueEncryption: keys.subarray(32, 64),
    valueMac: keys.subarray(64, 96),
    snapshotMac: keys.subarray(96, 128),
    patchMac: keys.subarray(128, 160),
  };
}
