/** A request that was made with an `Idempotency-Key`, and what it was answered. */
export type KeptAnswersTable = {
  /** Digest of caller, route and key. */
  request_key: string;
  /** Digest of what was sent. */
  request_hash: string;
  /** Null while it runs. */
  status: number | null;
  /** Null when it holds a secret, which is kept nowhere. */
  body: string | null;
  /** ISO 8601. */
  at: string;
};
