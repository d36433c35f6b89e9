/** Every wait of the engine in milliseconds, in one place, so that tests shorten them instead of sleeping. Plain data: it crosses threads. */
export type EngineTimings = {
  /** Longest wait for the next step of a connection (socket, login, QR or open) before the attempt is given up. */
  watchdog: number;
  /** Life of each QR code; undefined: WhatsApp's own (60 s, then 20 s each). */
  qr: number | undefined;
  /** Life of a pairing code. */
  pairingCode: number;
  /** Longest wait for the answer to one query. */
  query: number;
  keepAlive: number;
  /** First sync after linking: so long without news, and it is over. */
  freshQuiet: number;
  /** The same when the device was linked before, and the phone has little left to say. */
  resumedQuiet: number;
  /** Quiet after the last history chunk said that it is the last. */
  settle: number;
  /** The same while Baileys' own read of the address book may still run. */
  ownBook: number;
  /** Longest a grab of contacts waits for a first sync that still runs. */
  firstSyncWait: number;
  /** Longest a forced refresh of the address book may take. */
  addressBook: number;
  /** First back-off after rate-overlimit; doubles up to `backoffMax`. */
  backoffMin: number;
  backoffMax: number;
  /** Pause between two reads of single groups. */
  groupSpacing: number;
  /** Pause between two pictures, and longest wait for one. */
  pictureSpacing: number;
  picture: number;
  /** Facts are written in batches, so long after the first of them. */
  write: number;
  /** How often a worker is asked for a sign of life, and how long it may stay silent. */
  heartbeat: number;
  stall: number;
};

export const defaultTimings: EngineTimings = {
  watchdog: 60_000,
  qr: undefined,
  pairingCode: 160_000,
  query: 45_000,
  keepAlive: 30_000,
  freshQuiet: 120_000,
  resumedQuiet: 20_000,
  settle: 2_000,
  ownBook: 10_000,
  firstSyncWait: 45_000,
  addressBook: 50_000,
  backoffMin: 60_000,
  backoffMax: 15 * 60_000,
  groupSpacing: 1_500,
  pictureSpacing: 1_500,
  picture: 10_000,
  write: 200,
  heartbeat: 15_000,
  stall: 90_000,
};
