import { proto } from '@whiskeysockets/baileys';
import { encryptCbc, hkdf, hmac } from '../../wire/crypto.ts';
import type { AppStateKey } from './keys.ts';

/** One entry of a collection in plain: its index, such as `["contact", jid]`, and its value. */
export type AppStateEntry = { index: string[]; value: proto.ISyncActionValue };

/** An encrypted mutation together with the MAC that the collection's hash sums up. */
export type SealedMutation = { mutation: proto.ISyncdMutation; valueMac: Buffer };

type Operation = 'set' | 'remove';
const OPERATION_BYTES: Record<Operation, number> = { set: 1, remove: 2 };
const ACTION_VERSION = 2;
const LT_HASH_BYTES = 128;

/** Encrypts and authenticates one mutation (§7); `iv` is 16 bytes. */
export function sealMutation(key: AppStateKey, entry: AppStateEntry, operation: Operation, iv: Buffer): SealedMutation {
  const index = Buffer.from(JSON.stringify(entry.index));
  const action = { index, value: entry.value, padding: new Uint8Array(), version: ACTION_VERSION };
  const data = proto.SyncActionData.encode(action).finish();
  const sealed = Buffer.concat([iv, encryptCbc(key.valueEncryption, iv, data)]);
  const valueMac = macValue(key, sealed, operation);
  const { SET, REMOVE } = proto.SyncdMutation.SyncdOperation;
  const record = {
    index: { blob: hmac(key.index, [index]) },
    value: { blob: Buffer.concat([sealed, valueMac]) },
    keyId: { id: key.id },
  };
  return { mutation: { operation: operation === 'set' ? SET : REMOVE, record }, valueMac };
}

function macValue(key: AppStateKey, sealed: Buffer, operation: Operation): Buffer {
  const associated = Buffer.concat([Buffer.of(OPERATION_BYTES[operation]), key.id]);
  const length = Buffer.alloc(8);
  length.writeUInt8(associated.length, 7);
  return hmac(key.valueMac, [associated, sealed, length], 'sha512').subarray(0, 32);
}

/** The hash of an empty collection: 64 little-endian 16-bit sums. */
export function emptyLtHash(): Buffer {
  return Buffer.alloc(LT_HASH_BYTES);
}

/** Adds (or with `sign` -1 takes away) a value MAC to the hash, in place. */
export function mixLtHash(hash: Buffer, valueMac: Uint8Array, sign: 1 | -1): void {
  const summand = hkdf(valueMac, LT_HASH_BYTES, Buffer.alloc(0), 'WhatsApp Patch Integrity');
  for (let at = 0; at < LT_HASH_BYTES; at += 2) {
    const sum = hash.readUInt16LE(at) + sign * summand.readUInt16LE(at);
    hash.writeUInt16LE(sum & 0xffff, at);
  }
}

/** Wraps mutations into a patch; `hash` is the collection's hash after them. */
export function sealPatch(
  key: AppStateKey,
  collection: { name: string; version: number; hash: Buffer },
  mutations: SealedMutation[],
): Uint8Array {
  const version = Buffer.alloc(8);
  version.writeUInt32BE(collection.version, 4);
  const name = Buffer.from(collection.name);
  const snapshotMac = hmac(key.snapshotMac, [collection.hash, version, name]);
  const patchMac = hmac(key.patchMac, [snapshotMac, ...mutations.map(({ valueMac }) => valueMac), version, name]);
  return proto.SyncdPatch.encode({
    version: { version: collection.version },
    mutations: mutations.map(({ mutation }) => mutation),
    snapshotMac,
    patchMac,
    keyId: { id: key.id },
  }).finish();
}
