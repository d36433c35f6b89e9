import type { KeyPair } from '../wire/crypto.ts';
import { agree, encryptCbc, hkdf, hmac } from '../wire/crypto.ts';

/** The public keys of a linked device that a first message needs. */
export type PreKeyBundle = {
  identityKey: Uint8Array;
  signedPreKey: { id: number; publicKey: Uint8Array };
  /** Used once only: the client deletes it with the first message. */
  oneTimeKey?: { id: number; publicKey: Uint8Array };
};

/** A Signal session in which only this side speaks; every message may stay a `pkmsg` (§5). */
export type SendingSession = {
  /** Pads and encrypts a message protobuf, returns the bytes of an `enc{type=pkmsg}`. */
  encrypt(message: Uint8Array): Buffer;
};

const VERSION = Buffer.of(0x33);
const KEY_TYPE = Buffer.of(0x05);
const ZERO_SALT = Buffer.alloc(32);

/** Opens a session as X3DH initiator; `baseKey` and `ratchetKey` must be used for this session only. */
export function createSendingSession(
  sender: { identity: KeyPair; registrationId: number; baseKey: KeyPair; ratchetKey: KeyPair },
  bundle: PreKeyBundle,
): SendingSession {
  const { identity, baseKey, ratchetKey } = sender;
  const secrets = [
    Buffer.alloc(32, 0xff),
    agree(identity.privateKey, bundle.signedPreKey.publicKey),
    agree(baseKey.privateKey, bundle.identityKey),
    agree(baseKey.privateKey, bundle.signedPreKey.publicKey),
  ];
  if (bundle.oneTimeKey) secrets.push(agree(baseKey.privateKey, bundle.oneTimeKey.publicKey));
  const root = hkdf(Buffer.concat(secrets), 64, ZERO_SALT, 'WhisperText').subarray(0, 32);
  const ratchetSecret = agree(ratchetKey.privateKey, bundle.signedPreKey.publicKey);
  let chainKey = hkdf(ratchetSecret, 64, root, 'WhisperRatchet').subarray(32);
  let counter = 0;

  function encrypt(message: Uint8Array): Buffer {
    const keys = hkdf(hmac(chainKey, [Buffer.of(1)]), 80, ZERO_SALT, 'WhisperMessageKeys');
    chainKey = hmac(chainKey, [Buffer.of(2)]);
    const whisper = Buffer.concat([
      bytesField(1, typed(ratchetKey.publicKey)),
      numberField(2, counter),
      numberField(3, 0),
      bytesField(4, encryptCbc(keys.subarray(0, 32), keys.subarray(64, 80), pad(message))),
    ]);
    counter += 1;
    const signed = [typed(identity.publicKey), typed(bundle.identityKey), VERSION, whisper];
    const mac = hmac(keys.subarray(32, 64), signed).subarray(0, 8);
    return Buffer.concat([
      VERSION,
      ...(bundle.oneTimeKey ? [numberField(1, bundle.oneTimeKey.id)] : []),
      bytesField(2, typed(baseKey.publicKey)),
      bytesField(3, typed(identity.publicKey)),
      bytesField(4, Buffer.concat([VERSION, whisper, mac])),
      numberField(5, sender.registrationId),
      numberField(6, bundle.signedPreKey.id),
    ]);
  }

  return { encrypt };
}

function typed(publicKey: Uint8Array): Buffer {
  return Buffer.concat([KEY_TYPE, publicKey]);
}

/** WhatsApp pads with k bytes of value k; the receiver reads k from the last byte. */
function pad(message: Uint8Array): Buffer {
  const size = 16 - (message.length % 16);
  return Buffer.concat([message, Buffer.alloc(size, size)]);
}

// Two protobuf field kinds are all that Signal's envelopes need; libsignal does not export its own encoder.
function numberField(field: number, value: number): Buffer {
  return Buffer.concat([Buffer.of(field << 3), varint(value)]);
}

function bytesField(field: number, value: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of((field << 3) | 2), varint(value.length), value]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  while (left > 127) {
    bytes.push((left % 128) | 128);
    left = Math.floor(left / 128);
  }
  return Buffer.from([...bytes, left]);
}
