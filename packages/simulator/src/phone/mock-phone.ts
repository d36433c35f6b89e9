import type { Core } from '../connection/core.ts';
import { moveNumber, removeFromAddressBook, saveToAddressBook } from '../live/address-book.ts';
import {
  announceAdd,
  announceCreation,
  announceDescription,
  announceNumber,
  announcePicture,
  announceRemove,
  announceRole,
  announceSubject,
} from '../live/groups.ts';
import { changeBlock, changePicture, changePushName, sendMessage } from '../live/people.ts';
import type { Account, Group, Person } from '../world/types.ts';
import { enterCode } from './enter-code.ts';
import type { Phone } from './phone.ts';
import { scanQr } from './scan.ts';

/**
 * What a person can do with the phone of an account, and what happens around it. Every change alters the world and
 * tells the linked devices that WhatsApp would tell; those that are away learn of it at their next login.
 * Changes that make no sense (adding a member twice) throw an Error.
 */
export type MockPhone = {
  account: Account;
  /** Scans a QR code; resolves when the client is linked. Rejects with a reason that a person understands. */
  scan(qr: string): Promise<void>;
  /** Types the 8-character code of a client that asked for this number; resolves when it is linked. */
  enterCode(code: string): Promise<void>;
  /** Unlinks one device, or all. Throws when there is no such device. */
  unlink(device?: number): void;
  addContact(person: Person, fullName: string, firstName?: string): void;
  renameContact(person: Person, fullName: string, firstName?: string): void;
  removeContact(person: Person): void;
  setPushName(person: Person, pushName: string): void;
  receiveMessage(from: Person, text: string): void;
  addMember(group: Group, person: Person): void;
  removeMember(group: Group, person: Person): void;
  promote(group: Group, person: Person): void;
  demote(group: Group, person: Person): void;
  renameGroup(group: Group, subject: string): void;
  /** Undefined takes the description away. */
  describeGroup(group: Group, description: string | undefined): void;
  changeGroupPicture(group: Group, picture: Person['picture']): void;
  /** The owner founds a group with these members. */
  createGroup(subject: string, members: Person[]): Group;
  leaveGroup(group: Group): void;
  block(person: Person): void;
  unblock(person: Person): void;
  changePicture(person: Person, picture: Person['picture']): void;
  /** `phone` is E.164 digits without plus. */
  changeNumber(person: Person, phone: string): void;
};

/** The handle on a phone that tests and the control door use. */
export function createMockPhone(core: Core, phone: Phone): MockPhone {
  const { account } = phone;
  return {
    account,
    scan: (qr) => scanQr(core, phone, qr),
    enterCode: (code) => enterCode(core, phone, code),
    unlink: (device) => unlink(phone, device),
    addContact: (person, fullName, firstName) => saveToAddressBook(core, phone, person, fullName, firstName),
    renameContact: (person, fullName, firstName) => saveToAddressBook(core, phone, person, fullName, firstName),
    removeContact: (person) => removeFromAddressBook(core, phone, person),
    setPushName: (person, pushName) => changePushName(core, person, pushName),
    receiveMessage: (from, text) => sendMessage(core, phone, from, text),
    addMember: (group, person) => announceAdd(core, group, person),
    removeMember: (group, person) => announceRemove(core, group, person),
    promote: (group, person) => announceRole(core, group, person, 'promote'),
    demote: (group, person) => announceRole(core, group, person, 'demote'),
    renameGroup: (group, subject) => announceSubject(core, group, subject),
    describeGroup: (group, description) => announceDescription(core, group, description),
    changeGroupPicture: (group, picture) => announcePicture(core, group, picture),
    createGroup: (subject, members) =>
      announceCreation(core, {
        id: `1203634${core.secrets.fresh('group id', 6).readUIntBE(0, 6).toString().padStart(15, '0').slice(-11)}`,
        subject,
        createdAt: Math.floor(core.clock.now() / 1000),
        creator: account.person,
        members,
      }),
    leaveGroup: (group) => announceRemove(core, group, account.person, account.person),
    block: (person) => changeBlock(core, phone, person, 'block'),
    unblock: (person) => changeBlock(core, phone, person, 'unblock'),
    changePicture: (person, picture) => changePicture(core, phone, person, picture),
    changeNumber(person, digits) {
      const before = person.phone;
      moveNumber(core, person, digits);
      announceNumber(core, person, before);
    },
  };
}

function unlink(phone: Phone, number: number | undefined): void {
  const devices = phone.devices.filter((device) => number === undefined || device.number === number);
  if (devices.length === 0) throw new Error('There is no such linked device.');
  for (const device of devices) phone.unlink(device);
}
