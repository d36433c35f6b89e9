import { proto } from '@whiskeysockets/baileys';
import { unixSeconds } from '../clock.ts';
import type { Core } from '../connection/core.ts';
import { createAddressing } from '../phone/addresses.ts';
import type { LinkedDevice } from '../phone/device.ts';
import type { Phone } from '../phone/phone.ts';
import { pictureId } from '../replies/picture.ts';
import { lidJid, phoneJid } from '../wire/jids.ts';
import { node, type WireNode } from '../wire/node.ts';
import { blockPerson, receiveChat, replacePicture, setPushName, unblockPerson } from '../world/mutations.ts';
import type { Person } from '../world/types.ts';
import { shareOwnPushName } from './address-book.ts';
import { notifyDevices } from './notify.ts';

/**
 * Changes what a person calls themselves. WhatsApp tells of it only with the person's next message, so they write one
 * to every account that knows them; the owner of a phone has it in the app state.
 */
export function changePushName(core: Core, person: Person, pushName: string): void {
  for (const phone of core.phones) phone.collections();
  setPushName(core.world, person, pushName);
  for (const phone of core.phones) {
    if (phone.account.person === person) shareOwnPushName(core, phone);
    else if (phone.account.knownPushNames.includes(person)) sendMessage(core, phone, person, 'Halo!');
  }
}

/** Lets a person write to the phone's owner: an end-to-end encrypted text with their push name (§9). */
export function sendMessage(core: Core, phone: Phone, sender: Person, text: string): void {
  receiveChat(phone.account, sender);
  for (const device of phone.devices) device.outbox.push(messageFor(core, phone, device, sender, text));
}

function messageFor(core: Core, phone: Phone, device: LinkedDevice, sender: Person, conversation: string): WireNode {
  const from = createAddressing(phone.account)(sender);
  const knowsPhone = from === phoneJid(sender.phone);
  const attrs = {
    from,
    sender_lid: knowsPhone ? lidJid(sender.lid) : undefined,
    addressing_mode: knowsPhone ? 'pn' : 'lid',
    id: phone.nextStanzaId(),
    t: unixSeconds(core.clock),
    type: 'text',
    notify: sender.pushName,
  };
  const encrypted = phone.encryptFrom(sender, device, { conversation });
  const business = sender.verifiedName ? [verifiedName(sender.verifiedName)] : [];
  return node('message', attrs, [...business, node('enc', { v: '2', type: 'pkmsg' }, encrypted)]);
}

function verifiedName(name: string): WireNode {
  const details = proto.VerifiedNameCertificate.Details.encode({ issuer: 'smb:wa', verifiedName: name }).finish();
  return node('verified_name', { v: '1' }, proto.VerifiedNameCertificate.encode({ details }).finish());
}

/** Blocks or unblocks a person on the phone. */
export function changeBlock(core: Core, phone: Phone, person: Person, action: 'block' | 'unblock'): void {
  if (action === 'block') blockPerson(phone.account, person);
  else unblockPerson(phone.account, person);
  const from = phoneJid(phone.account.person.phone);
  const item = node('item', { jid: createAddressing(phone.account)(person), action });
  notifyDevices(core, phone, { type: 'account_sync', from }, [node('blocklist', {}, [item])]);
}

/** Gives a person another picture, or takes it away, and tells this phone's devices. */
export function changePicture(core: Core, phone: Phone, person: Person, picture: Person['picture']): void {
  replacePicture(person, picture);
  const from = createAddressing(phone.account)(person);
  const change = picture === 'none' ? node('delete', { jid: from }) : node('set', { jid: from, id: pictureId(person) });
  notifyDevices(core, phone, { type: 'picture', from }, [change]);
}
