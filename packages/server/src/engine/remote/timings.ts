/** Every wait and limit of a remote engine, so that tests shorten them instead of sleeping. Milliseconds and bytes. */
export type RemoteTimings = {
  /** Longest wait for the answer to a short question (state, QR code). */
  request: number;
  /** Longest wait for a whole list; some gateways ask WhatsApp first. */
  list: number;
  /** How often an account that is on its way is looked at. */
  poll: number;
  /** How often an open account is looked at. */
  pollOpen: number;
  /** Longest wait for an account that neither opens nor shows a QR code. */
  starting: number;
  /** Life of a QR code whose gateway does not tell. */
  qr: number;
  /** Longest answer. */
  maxBytes: number;
};

export const defaultRemoteTimings: RemoteTimings = {
  request: 15_000,
  list: 120_000,
  poll: 2_000,
  pollOpen: 20_000,
  starting: 60_000,
  qr: 60_000,
  maxBytes: 256 * 1024 * 1024,
};
