import { proto } from '@whiskeysockets/baileys';
import type { KeyPair } from './crypto.ts';
import { sign } from './crypto.ts';
import type { Secrets } from './secrets.ts';

/** The server's identity: its noise static key and the chain that vouches for it (§2). */
export type ServerIdentity = { staticKey: KeyPair; chain: Buffer; rootPublicKey: Buffer };

const INTERMEDIATE_SERIAL = 1;
const LEAF_SERIAL = 2;
/** The client accepts only an intermediate certificate issued by serial 0. */
const ROOT_SERIAL = 0;

/** Creates the certificates: root signs intermediate, intermediate signs leaf. */
export function createServerIdentity(secrets: Secrets): ServerIdentity {
  const root = secrets.keyPair('certificate root');
  const intermediate = secrets.keyPair('certificate intermediate');
  const staticKey = secrets.keyPair('noise static');
  const chain = proto.CertChain.encode({
    intermediate: certificate(intermediate.publicKey, INTERMEDIATE_SERIAL, ROOT_SERIAL, root),
    leaf: certificate(staticKey.publicKey, LEAF_SERIAL, INTERMEDIATE_SERIAL, intermediate),
  }).finish();
  return { staticKey, chain: Buffer.from(chain), rootPublicKey: root.publicKey };
}

function certificate(key: Uint8Array, serial: number, issuerSerial: number, issuer: KeyPair) {
  const details = proto.CertChain.NoiseCertificate.Details.encode({ serial, issuerSerial, key }).finish();
  return { details, signature: sign(issuer.privateKey, details) };
}
