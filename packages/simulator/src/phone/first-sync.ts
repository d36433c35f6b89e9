import { proto } from '@whiskeysockets/baileys';
import type { Clock } from '../clock.ts';
import { elapsed } from '../clock.ts';
import type { LinkedDevice } from './device.ts';
import type { HistoryKind } from './history.ts';
import { historySteps } from './history.ts';
import type { Phone, PhoneSurroundings } from './phone.ts';

/** One message of the first sync, just before the phone sends it. */
export type FirstSyncStep = { phone: string; device: number; index: number; kind: HistoryKind | 'app-state-key' };

/** Waited for before each message of the first sync, so that a test can stop the phone in the middle. */
export type FirstSyncPace = (step: FirstSyncStep) => Promise<void>;

/**
 * Sends a newly linked device what the phone knows: the app-state key, then the history. The phone goes on while the
 * device is away; what it sends then waits in the device's outbox.
 */
export async function runFirstSync(phone: Phone, device: LinkedDevice, surroundings: PhoneSurroundings): Promise<void> {
  const { clock, faults, pace } = surroundings;
  const account = phone.account.person.phone;
  let index = 0;

  async function send(kind: FirstSyncStep['kind'], build: () => proto.IMessage): Promise<void> {
    await pace({ phone: account, device: device.number, index, kind });
    index += 1;
    if (phone.devices.includes(device)) phone.sendPeerMessage(device, build());
  }
  const sendKey = (): Promise<void> => send('app-state-key', () => keyShare(phone, clock));

  const keyIsLate = faults.strike('app-state-key-late', { account });
  if (!keyIsLate) await sendKey();
  const historyIsLate = faults.strike('history-late', { account });
  if (historyIsLate) await elapsed(clock, historyIsLate.ms);
  for (const step of historySteps(phone.account)) await send(step.kind, step.build);
  if (!keyIsLate) return;
  await elapsed(clock, keyIsLate.ms);
  await sendKey();
}

function keyShare({ appStateKey }: Phone, clock: Clock): proto.IMessage {
  const fingerprint = { rawId: 1, currentIndex: 0, deviceIndexes: [0] };
  const keyData = { keyData: appStateKey.data, fingerprint, timestamp: clock.now() };
  return {
    protocolMessage: {
      type: proto.Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE,
      appStateSyncKeyShare: { keys: [{ keyId: { keyId: appStateKey.id }, keyData }] },
    },
  };
}
