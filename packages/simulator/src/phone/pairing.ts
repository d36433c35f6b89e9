import { proto } from '@whiskeysockets/baileys';
import type { Core } from '../connection/core.ts';
import type { Registration } from '../connection/registration.ts';
import { child, childBytes } from '../wire/children.ts';
import { hmac, sign, verify } from '../wire/crypto.ts';
import { lidJid, phoneJid, SERVER_JID } from '../wire/jids.ts';
import { node } from '../wire/node.ts';
import type { Phone } from './phone.ts';

const ACCOUNT_SIGNATURE_PREFIX = Buffer.of(6, 0);
const DEVICE_SIGNATURE_PREFIX = Buffer.of(6, 1);
const RESTART_REQUIRED = '515';

/**
 * Signs a new device into the account and tells its client, which proves its identity in return; then the client must
 * reconnect (§3.4–3.6). Rejects when the client refuses, signs wrongly or goes away.
 */
export async function completePairing(
  core: Core,
  phone: Phone,
  registration: Registration,
  advSecret: Buffer,
): Promise<void> {
  const { identityKey } = registration;
  const number = phone.nextDeviceNumber();
  const details = proto.ADVDeviceIdentity.encode({
    rawId: core.secrets.fresh('adv raw id', 4).readUInt32BE(),
    timestamp: Math.floor(core.clock.now() / 1000),
    keyIndex: number,
  }).finish();
  const accountSignature = sign(
    phone.identity.privateKey,
    Buffer.concat([ACCOUNT_SIGNATURE_PREFIX, details, identityKey]),
  );
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: phone.identity.publicKey,
    accountSignature,
  }).finish();
  const reply = await registration.ask(pairSuccess(core, phone, number, signed, advSecret));
  const answer = child(reply, 'pair-device-sign');
  const { deviceSignature } = proto.ADVSignedDeviceIdentity.decode(childBytes(answer, 'device-identity'));
  const proven = Buffer.concat([DEVICE_SIGNATURE_PREFIX, details, identityKey, phone.identity.publicKey]);
  if (!deviceSignature || !verify(identityKey, proven, deviceSignature)) {
    registration.close();
    throw new Error('The client did not sign its device identity properly.');
  }
  const { noiseKey, registrationId, signedPreKey } = registration;
  phone.link({ noiseKey, identityKey, registrationId, signedPreKey });
  core.registrations.delete(registration);
  registration.send(node('stream:error', { code: RESTART_REQUIRED }));
  registration.close();
}

function pairSuccess(core: Core, phone: Phone, number: number, signed: Uint8Array, advSecret: Buffer) {
  const { person } = phone.account;
  const identity = proto.ADVSignedDeviceIdentityHMAC.encode({
    details: signed,
    hmac: hmac(advSecret, [signed]),
  }).finish();
  const id = core.secrets.fresh('pair success', 4).readUInt32BE().toString();
  return node('iq', { from: SERVER_JID, type: 'set', id, xmlns: 'md' }, [
    node('pair-success', {}, [
      node('device-identity', {}, identity),
      node('device', { jid: phoneJid(person.phone, number), lid: lidJid(person.lid, number) }),
      node('platform', { name: 'android' }),
    ]),
  ]);
}
