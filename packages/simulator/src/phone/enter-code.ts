import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { unixSeconds } from '../clock.ts';
import type { Core } from '../connection/core.ts';
import type { CodeRequest, Registration } from '../connection/registration.ts';
import { childBytes } from '../wire/children.ts';
import { agree, applyCtr, hkdf, keyPairFrom, openGcm } from '../wire/crypto.ts';
import { SERVER_JID } from '../wire/jids.ts';
import type { WireNode } from '../wire/node.ts';
import { node } from '../wire/node.ts';
import { completePairing } from './pairing.ts';
import type { Phone } from './phone.ts';

const CODE = /^[A-Z0-9]{8}$/;
const REQUEST_PATIENCE_MS = 500;
const CODE_ROUNDS = 131_072;
const SALT_BYTES = 32;
const CTR_IV_BYTES = 16;
const GCM_IV_BYTES = 12;
const KEY_BYTES = 32;
const NO_BYTES = Buffer.alloc(0);
const deriveBits = promisify(pbkdf2);

/**
 * Types a pairing code, shown by a client that asked for this phone number, into the phone. Spaces, dashes and small
 * letters do not matter. Rejects when no client waits for this number or the code is wrong; another try may follow.
 */
export async function enterCode(core: Core, phone: Phone, typed: string): Promise<void> {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  if (!CODE.test(code)) throw new Error('A pairing code has 8 letters and digits.');
  const digits = phone.account.person.phone;
  const findWaiting = () => [...core.registrations].findLast(({ codeRequest }) => codeRequest?.phone === digits);
  // A program may type the code in the very moment in which the client's request is still on its way.
  if (!findWaiting()) await codeRequest(core, digits);
  const waiting = findWaiting();
  if (!waiting?.codeRequest) throw new Error(`No client waits for a pairing code for ${digits}.`);
  const advSecret = await exchangeKeys(core, phone, waiting, waiting.codeRequest, code);
  await completePairing(core, phone, waiting, advSecret);
}

/** Resolves at the next request for this number, or after half a second without one. */
function codeRequest({ clock, codeRequests }: Core, digits: string): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      codeRequests.off(digits, finish);
      resolve();
    };
    const cancel = clock.schedule(REQUEST_PATIENCE_MS, finish);
    codeRequests.once(digits, finish);
  });
}

/** Runs the key exchange that the code authenticates; what comes out takes the place of a QR code's secret. */
async function exchangeKeys(
  core: Core,
  phone: Phone,
  registration: Registration,
  request: CodeRequest,
  code: string,
): Promise<Buffer> {
  const { identity } = phone;
  const companionKey = await unwrapKey(
    code,
    childBytes(request.hello, 'link_code_pairing_wrapped_companion_ephemeral_pub'),
  );
  const ephemeral = keyPairFrom(core.secrets.fresh('pairing ephemeral', 32));
  const wrapped = await wrapKey(core, code, ephemeral.publicKey);
  const finished = registration.codeStage('companion_finish');
  registration.send(primaryHello(core, identity.publicKey, wrapped, request.ref));
  const finish = await finished;
  const shared = agree(ephemeral.privateKey, companionKey);
  const random = openBundle(shared, childBytes(finish, 'link_code_pairing_wrapped_key_bundle')).subarray(2 * KEY_BYTES);
  const identityShared = agree(identity.privateKey, childBytes(finish, 'companion_identity_public'));
  return hkdf(Buffer.concat([shared, identityShared, random]), KEY_BYTES, NO_BYTES, 'adv_secret');
}

function primaryHello(core: Core, identityKey: Buffer, wrapped: Buffer, ref: Buffer): WireNode {
  const id = core.secrets.fresh('pairing notification', 4).readUInt32BE().toString();
  const type = 'link_code_companion_reg';
  return node('notification', { from: SERVER_JID, type, id, t: unixSeconds(core.clock) }, [
    node('link_code_companion_reg', { stage: 'primary_hello' }, [
      node('link_code_pairing_wrapped_primary_ephemeral_pub', {}, wrapped),
      node('primary_identity_pub', {}, identityKey),
      node('link_code_pairing_ref', {}, ref),
    ]),
  ]);
}

async function wrapKey({ secrets }: Core, code: string, publicKey: Buffer): Promise<Buffer> {
  const salt = secrets.fresh('pairing code salt', SALT_BYTES);
  const iv = secrets.fresh('pairing code iv', CTR_IV_BYTES);
  return Buffer.concat([salt, iv, applyCtr(await codeKey(code, salt), iv, publicKey)]);
}

async function unwrapKey(code: string, wrapped: Buffer): Promise<Buffer> {
  const key = await codeKey(code, wrapped.subarray(0, SALT_BYTES));
  const iv = wrapped.subarray(SALT_BYTES, SALT_BYTES + CTR_IV_BYTES);
  return applyCtr(key, iv, wrapped.subarray(SALT_BYTES + CTR_IV_BYTES));
}

function codeKey(code: string, salt: Buffer): Promise<Buffer> {
  return deriveBits(code, salt, CODE_ROUNDS, KEY_BYTES, 'sha256');
}

function openBundle(shared: Buffer, wrapped: Buffer): Buffer {
  const key = hkdf(shared, KEY_BYTES, wrapped.subarray(0, SALT_BYTES), 'link_code_pairing_key_bundle_encryption_key');
  const iv = wrapped.subarray(SALT_BYTES, SALT_BYTES + GCM_IV_BYTES);
  try {
    return openGcm(key, iv, NO_BYTES, wrapped.subarray(SALT_BYTES + GCM_IV_BYTES));
  } catch (cause) {
    // With a wrong code the two sides derived different keys; that is how a phone notices.
    throw new Error('The pairing code is wrong.', { cause });
  }
}
