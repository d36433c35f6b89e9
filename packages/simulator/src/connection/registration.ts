import type { proto } from '@whiskeysockets/baileys';
import type { PublicPreKey } from '../phone/device.ts';
import { child } from '../wire/children.ts';
import { jidUser, SERVER_JID } from '../wire/jids.ts';
import type { WireNode } from '../wire/node.ts';
import { node } from '../wire/node.ts';
import type { Core } from './core.ts';
import type { Link, LinkListener } from './link.ts';

const QR_REFS = 6;

/** A client's wish to be linked by a code: its `companion_hello` and the reference that both sides repeat. */
export type CodeRequest = { phone: string; hello: WireNode; ref: Buffer };

/** A connection of a device that is not linked yet. */
export type Registration = {
  noiseKey: Buffer;
  identityKey: Buffer;
  registrationId: number;
  signedPreKey: PublicPreKey;
  /** The codes it shows one after the other; `validUntil` in clock milliseconds. */
  refs: { ref: string; validUntil: number }[];
  /** Set while it waits for an 8-character code. */
  codeRequest?: CodeRequest;
  /** Sends a stanza that has an `id` and resolves with the client's reply to it; rejects when the connection closes. */
  ask(stanza: WireNode): Promise<WireNode>;
  send(stanza: WireNode): void;
  /** Resolves with the client's next query that has this stage of `link_code_companion_reg`. */
  codeStage(stage: string): Promise<WireNode>;
  close(): void;
};

/** Offers a new device its QR codes and waits for a phone to take it (§3). */
export function startRegistration(
  core: Core,
  link: Link,
  client: { noiseKey: Buffer; pairing: proto.ClientPayload.IDevicePairingRegistrationData },
): LinkListener {
  const waiting = new Map<string, { resolve(stanza: WireNode): void; reject(reason: Error): void }>();

  const waitFor = (key: string): Promise<WireNode> =>
    new Promise((resolve, reject) => {
      waiting.set(key, { resolve, reject });
    });
  const arrived = (key: string, stanza: WireNode): void => {
    waiting.get(key)?.resolve(stanza);
    waiting.delete(key);
  };

  const registration: Registration = {
    noiseKey: client.noiseKey,
    ...deviceKeys(client.pairing),
    refs: createRefs(core),
    ask(stanza) {
      const answer = waitFor(`reply ${stanza.attrs['id']}`);
      link.send(stanza);
      return answer;
    },
    send: link.send,
    codeStage: (stage) => waitFor(`stage ${stage}`),
    close: link.close,
  };

  function onQuery(query: WireNode): void {
    const code = child(query, 'link_code_companion_reg');
    const { id, type } = query.attrs;
    if (type === 'result' || type === 'error') {
      arrived(`reply ${id}`, query);
      return;
    }
    link.send(node('iq', { id, type: 'result', from: SERVER_JID }, code ? codeReply(core, registration, code) : []));
    if (code) arrived(`stage ${code.attrs['stage']}`, code);
  }

  core.registrations.add(registration);
  link.send(pairDevice(core, registration));
  return {
    onStanza(stanza) {
      if (stanza.tag === 'iq') onQuery(stanza);
    },
    onClosed() {
      core.registrations.delete(registration);
      for (const { reject } of waiting.values()) reject(new Error('The client closed the connection while pairing.'));
    },
  };
}

function pairDevice(core: Core, { refs }: Registration): WireNode {
  const content = refs.map(({ ref }) => node('ref', {}, Buffer.from(ref)));
  const id = core.secrets.fresh('pair device', 4).readUInt32BE().toString();
  return node('iq', { from: SERVER_JID, type: 'set', id, xmlns: 'md' }, [node('pair-device', {}, content)]);
}

function createRefs({ clock, secrets, qrTimeouts }: Core): Registration['refs'] {
  return Array.from({ length: QR_REFS }, (_, index) => ({
    ref: `2@${secrets.fresh('qr ref', 60).toString('base64')}`,
    // One period of grace: the client's timer starts later than ours.
    validUntil: clock.now() + qrTimeouts.first + (index + 1) * qrTimeouts.following,
  }));
}

/** Remembers the request for a pairing code and gives the reference that both sides repeat. */
function codeReply({ codeRequests, secrets }: Core, registration: Registration, code: WireNode): WireNode[] {
  if (code.attrs['stage'] !== 'companion_hello') return [];
  const ref = secrets.fresh('pairing code ref', 16);
  const phone = jidUser(code.attrs['jid'] ?? '');
  registration.codeRequest = { phone, hello: code, ref };
  codeRequests.emit(phone);
  const stage = 'companion_hello';
  return [node('link_code_companion_reg', { stage }, [node('link_code_pairing_ref', {}, ref)])];
}

function deviceKeys(pairing: proto.ClientPayload.IDevicePairingRegistrationData) {
  const { eIdent, eRegid, eSkeyId, eSkeyVal } = pairing;
  if (!eIdent || !eRegid || !eSkeyId || !eSkeyVal) throw new TypeError('The registration lacks a key.');
  return {
    identityKey: Buffer.from(eIdent),
    registrationId: Buffer.from(eRegid).readUInt32BE(),
    signedPreKey: { id: Buffer.from(eSkeyId).readUIntBE(0, 3), publicKey: Buffer.from(eSkeyVal) },
  };
}
