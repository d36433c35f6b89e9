import type { StatusReason, SyncPart } from '@grabber/contract';
import type { EngineAccount, EngineFailure, EngineGroup, EnginePerson } from '../engine.ts';

/** How an account stands at its gateway. */
export type GatewayState =
  /** `missing`: what the gateway will never tell as it is set up. */
  | { state: 'open'; account: EngineAccount; missing: SyncPart[] }
  | { state: 'unlinked' }
  | { state: 'starting'; linked: boolean }
  | { state: 'down'; linked: boolean; reason: StatusReason };

/** A QR code: the text that it holds, or a PNG data URL where the gateway gives a picture only. `life` in ms; null when it does not tell. */
export type GatewayQr = { text: string; life: number | null };

export type GroupsRead = { groups: EngineGroup[]; failures: EngineFailure[]; complete: boolean };
export type PeopleRead = { people: EnginePerson[]; failures: EngineFailure[]; complete: boolean; missing: SyncPart[] };

/** One account at one gateway. Methods throw `AppError` with an engine error code, and stop with the signal's reason. */
export type Gateway = {
  readState(signal: AbortSignal): Promise<GatewayState>;
  /** Asks the gateway to bring the account up, so that it opens or shows a QR code. */
  start(signal: AbortSignal): Promise<void>;
  /** The QR code to show now, null when there is none. */
  readQr(signal: AbortSignal): Promise<GatewayQr | null>;
  unlink(signal: AbortSignal): Promise<void>;
  readGroups(account: EngineAccount, signal: AbortSignal): Promise<GroupsRead>;
  readPeople(account: EngineAccount, signal: AbortSignal): Promise<PeopleRead>;
};
