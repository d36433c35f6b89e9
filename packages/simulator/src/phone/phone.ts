import type { proto } from '@whiskeysockets/baileys';
import { proto as wa } from '@whiskeysockets/baileys';
import type { Clock } from '../clock.ts';
import { unixSeconds } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { KeyPair } from '../wire/crypto.ts';
import { phoneJid } from '../wire/jids.ts';
import { node } from '../wire/node.ts';
import type { Secrets } from '../wire/secrets.ts';
import type { Account, Person } from '../world/types.ts';
import type { Collection, CollectionReader } from './app-state/collection.ts';
import { createCollections } from './app-state/collections.ts';
import type { AppStateKey } from './app-state/keys.ts';
import { expandAppStateKey } from './app-state/keys.ts';
import type { LinkedDevice } from './device.ts';
import type { FirstSyncPace } from './first-sync.ts';
import { runFirstSync } from './first-sync.ts';
import { createOutbox } from './outbox.ts';
import { createSendingSession } from './signal-session.ts';

/** What a phone needs from its surroundings. */
export type PhoneSurroundings = { clock: Clock; secrets: Secrets; faults: Faults; pace: FirstSyncPace };

/** The phone of one account with all that it and the server remember about the account's linked devices. */
export type Phone = {
  account: Account;
  /** Identity key; it signs linked devices and is the Signal identity of device 0. */
  identity: KeyPair;
  appStateKey: AppStateKey;
  devices: LinkedDevice[];
  /** Puts a new device on the list. */
  link(device: Pick<LinkedDevice, 'noiseKey' | 'identityKey' | 'registrationId' | 'signedPreKey'>): LinkedDevice;
  /** The next device number, which pairing announces before `link`. */
  nextDeviceNumber(): number;
  /** Takes a device off the list; a connection it has ends with 401. */
  unlink(device: LinkedDevice): void;
  /** The device can receive messages now; the first time, the phone begins to send history and keys. */
  deviceIsReady(device: LinkedDevice): void;
  collections(): Map<string, Collection>;
  /** The device's reader of a collection; undefined for an unknown name. */
  readerOf(device: LinkedDevice, collection: string): CollectionReader | undefined;
  /** Sends a message of the phone itself (keys, history), end-to-end encrypted. */
  sendPeerMessage(device: LinkedDevice, message: proto.IMessage): void;
  /** Encrypts a message of any person for the device; the phone's own identity is used for its owner. */
  encryptFrom(sender: Person, device: LinkedDevice, message: proto.IMessage): Buffer;
  nextStanzaId(): string;
};

/** Creates the phone of an account; all keys come from the seed. */
export function createPhone(account: Account, surroundings: PhoneSurroundings): Phone {
  const { clock, secrets } = surroundings;
  const label = `account ${account.person.lid}`;
  const identity = secrets.keyPair(`${label} identity`);
  const appStateKeyId = secrets.bytes(`${label} app state key id`, 6);
  const readers = new Map<LinkedDevice, Map<string, CollectionReader>>();
  let collections: Map<string, Collection> | undefined;
  let linked = 0;
  let stanzas = 0;

  const phone: Phone = {
    account,
    identity,
    appStateKey: expandAppStateKey(appStateKeyId, secrets.bytes(`${label} app state key`, 32)),
    devices: [],
    nextDeviceNumber: () => linked + 1,
    link(registered) {
      linked += 1;
      const device: LinkedDevice = {
        ...registered,
        number: linked,
        oneTimeKeys: [],
        outbox: createOutbox(),
        sessions: new Map(),
        firstSyncBegun: false,
        logins: 0,
      };
      phone.devices.push(device);
      return device;
    },
    unlink(device) {
      phone.devices = phone.devices.filter((other) => other !== device);
      readers.delete(device);
      device.connection?.endStream({ code: 401, cause: { tag: 'conflict', type: 'device_removed' } });
    },
    deviceIsReady(device) {
      if (device.firstSyncBegun) return;
      device.firstSyncBegun = true;
      void runFirstSync(phone, device, surroundings);
    },
    collections() {
      collections ??= createCollections(account, phone.appStateKey, secrets, clock.now());
      return collections;
    },
    readerOf(device, name) {
      const known = readers.get(device) ?? new Map<string, CollectionReader>();
      readers.set(device, known);
      const reader = known.get(name) ?? phone.collections().get(name)?.createReader();
      if (reader) known.set(name, reader);
      return reader;
    },
    sendPeerMessage(device, message) {
      const attrs = {
        from: phoneJid(account.person.phone),
        id: phone.nextStanzaId(),
        t: unixSeconds(clock),
        type: 'text',
        category: 'peer',
        push_priority: 'high_force',
      };
      const encrypted = phone.encryptFrom(account.person, device, message);
      device.outbox.push(node('message', attrs, [node('enc', { v: '2', type: 'pkmsg' }, encrypted)]));
    },
    encryptFrom(sender, device, message) {
      const session = device.sessions.get(sender.lid) ?? openSession(sender, device);
      device.sessions.set(sender.lid, session);
      return session.encrypt(wa.Message.encode(message).finish());
    },
    nextStanzaId() {
      stanzas += 1;
      return secrets.bytes(`${label} stanza ${stanzas}`, 8).toString('hex').toUpperCase();
    },
  };

  function openSession(sender: Person, device: LinkedDevice) {
    const isOwner = sender === account.person;
    const name = `session ${sender.lid} to ${account.person.lid}:${device.number}`;
    const oneTimeKey = device.oneTimeKeys.shift();
    return createSendingSession(
      {
        identity: isOwner ? identity : secrets.keyPair(`person ${sender.lid} identity`),
        registrationId: secrets.bytes(`person ${sender.lid} registration`, 2).readUInt16BE() & 0x3fff,
        baseKey: secrets.keyPair(`${name} base`),
        ratchetKey: secrets.keyPair(`${name} ratchet`),
      },
      {
        identityKey: device.identityKey,
        signedPreKey: device.signedPreKey,
        ...(oneTimeKey && { oneTimeKey }),
      },
    );
  }

  return phone;
}
