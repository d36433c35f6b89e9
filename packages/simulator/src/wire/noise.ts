import { proto } from '@whiskeysockets/baileys';
import type { ServerIdentity } from './certificates.ts';
import type { KeyPair } from './crypto.ts';
import { agree, hkdf, openGcm, sealGcm, sha256 } from './crypto.ts';
import { introHeader } from './frames.ts';

const PROTOCOL_NAME = Buffer.from('Noise_XX_25519_AESGCM_SHA256\0\0\0\0');
const NO_BYTES = Buffer.alloc(0);

/** Encrypts and decrypts the payloads of one connection once the handshake is over. */
export type Transport = { seal(plaintext: Uint8Array): Buffer; open(sealed: Uint8Array): Buffer };

/** The responder's side of Noise XX (§2). */
export type NoiseResponder = {
  /** Reads the client's first frame, returns the payload of ours. Throws when it is no client hello. */
  hello(frame: Uint8Array): Buffer;
  /** Reads the client's second frame. Throws when it does not decrypt. */
  finish(frame: Uint8Array): { clientStatic: Buffer; payload: Buffer; transport: Transport };
};

/** Creates the responder for one connection; `ephemeral` must be used once only. */
export function createNoiseResponder(identity: ServerIdentity, ephemeral: KeyPair): NoiseResponder {
  let hash: Buffer = PROTOCOL_NAME;
  let chainingKey: Buffer = PROTOCOL_NAME;
  let key: Buffer = PROTOCOL_NAME;
  let counter = 0;
  let clientEphemeral: Uint8Array = NO_BYTES;

  const mixHash = (data: Uint8Array): void => {
    hash = sha256(hash, data);
  };
  const mixKey = (secret: Uint8Array): void => {
    const mixed = hkdf(secret, 64, chainingKey, '');
    chainingKey = mixed.subarray(0, 32);
    key = mixed.subarray(32);
    counter = 0;
  };
  const seal = (plaintext: Uint8Array): Buffer => {
    const sealed = sealGcm(key, counterIv(counter++), hash, plaintext);
    mixHash(sealed);
    return sealed;
  };
  const open = (sealed: Uint8Array): Buffer => {
    const plaintext = openGcm(key, counterIv(counter++), hash, sealed);
    mixHash(sealed);
    return plaintext;
  };

  return {
    hello(frame) {
      const ephemeralKey = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
      if (!ephemeralKey) throw new TypeError('The first frame is no client hello.');
      clientEphemeral = ephemeralKey;
      mixHash(introHeader);
      mixHash(clientEphemeral);
      mixHash(ephemeral.publicKey);
      mixKey(agree(ephemeral.privateKey, clientEphemeral));
      const sealedStatic = seal(identity.staticKey.publicKey);
      mixKey(agree(identity.staticKey.privateKey, clientEphemeral));
      const serverHello = { ephemeral: ephemeral.publicKey, static: sealedStatic, payload: seal(identity.chain) };
      return Buffer.from(proto.HandshakeMessage.encode({ serverHello }).finish());
    },
    finish(frame) {
      const { clientFinish } = proto.HandshakeMessage.decode(frame);
      if (!clientFinish?.static || !clientFinish.payload) throw new TypeError('The second frame is no client finish.');
      const clientStatic = open(clientFinish.static);
      mixKey(agree(ephemeral.privateKey, clientStatic));
      const payload = open(clientFinish.payload);
      const keys = hkdf(NO_BYTES, 64, chainingKey, '');
      return { clientStatic, payload, transport: createTransport(keys.subarray(32), keys.subarray(0, 32)) };
    },
  };
}

/** AES-256-GCM with an own message counter per direction (§1.4). */
function createTransport(sendKey: Uint8Array, receiveKey: Uint8Array): Transport {
  let sent = 0;
  let received = 0;
  return {
    seal: (plaintext) => sealGcm(sendKey, counterIv(sent++), NO_BYTES, plaintext),
    open: (sealed) => openGcm(receiveKey, counterIv(received++), NO_BYTES, sealed),
  };
}

function counterIv(counter: number): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter, 8);
  return iv;
}
