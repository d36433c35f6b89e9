import type { EventEmitter } from 'node:events';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Phone } from '../phone/phone.ts';
import type { Responder } from '../replies/types.ts';
import type { Secrets } from '../wire/secrets.ts';
import type { World } from '../world/types.ts';
import type { Ledger } from './ledger.ts';
import type { Registration } from './registration.ts';

/** How long the codes of one connection live, in milliseconds. */
export type QrTimeouts = { first: number; following: number };

/** What all connections of a simulator share. */
export type Core = {
  world: World;
  faults: Faults;
  clock: Clock;
  secrets: Secrets;
  responders: Responder[];
  phones: Phone[];
  /** Connections that show a QR code or wait for a pairing code. */
  registrations: Set<Registration>;
  /** Emits a phone number's digits when a client asks for a pairing code for it. */
  codeRequests: EventEmitter;
  ledger: Ledger;
  qrTimeouts: QrTimeouts;
};

/** The phone with this number now, if the world has one. */
export function findPhone({ phones }: Core, digits: string): Phone | undefined {
  return phones.find(({ account }) => account.person.phone === digits);
}
