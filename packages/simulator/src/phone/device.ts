import type { Outbox } from './outbox.ts';
import type { SendingSession } from './signal-session.ts';

export type PublicPreKey = { id: number; publicKey: Buffer };

/** A client that was linked to an account; server state that outlives the client's process. */
export type LinkedDevice = {
  /** 1, 2, …; 0 is the phone itself. */
  number: number;
  /** Static noise key that every login must prove. */
  noiseKey: Buffer;
  identityKey: Buffer;
  registrationId: number;
  signedPreKey: PublicPreKey;
  /** One-time keys that the client uploaded and nobody used yet. */
  oneTimeKeys: PublicPreKey[];
  outbox: Outbox;
  /** Open Signal sessions towards the device, by the sender's LID. */
  sessions: Map<string, SendingSession>;
  /** Whether the phone has begun to send history and keys. */
  firstSyncBegun: boolean;
  logins: number;
  /** Present while a connection of the device is logged in. */
  connection?: DeviceConnection;
};

/** What the phone and the faults may do to a logged-in connection. */
export type DeviceConnection = {
  /** Ends the stream with an error stanza; `cause` is its child, as in `<conflict type="replaced"/>`. */
  endStream(error: { code?: number; cause?: { tag: string; type?: string } }): void;
  /** Ends the connection by `<failure reason=code/>`. */
  fail(code: number): void;
};
