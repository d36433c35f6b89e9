/**
 * What the simulator can be told to do wrong. A fault stays on until it is switched off, or until it has struck `times` times.
 * Tests and the command both switch them by name.
 */
export type Fault =
  /** Groups query and app-state query are answered by error 429 `rate-overlimit`. */
  | { kind: 'rate-overlimit'; on?: 'groups' | 'app-state' | 'picture' }
  /** The query is never answered. */
  | { kind: 'no-answer'; on?: 'groups' | 'app-state' | 'picture' }
  /** The answer comes `ms` later. */
  | { kind: 'slow-answer'; ms: number; on?: 'groups' | 'app-state' | 'picture' }
  /** The TCP connection is cut after the first half of the reply frame. */
  | { kind: 'drop-mid-reply'; on?: 'groups' | 'app-state' | 'picture' }
  /** Another client took the place: `stream:error` conflict replaced (440). */
  | { kind: 'replaced' }
  /** The phone unlinked the device: 401, at the next login or at once when connected. */
  | { kind: 'logged-out' }
  /** The account is banned: `failure` 403 at login (at once when connected). */
  | { kind: 'banned' }
  /** The client version is refused: `failure` 405 at login. */
  | { kind: 'client-outdated' }
  /** `failure` 503 at login. */
  | { kind: 'server-away' }
  /** HTTP 503 at the WebSocket upgrade. */
  | { kind: 'upgrade-refused' }
  /** Group nodes without id, subject, participants or participant jid. */
  | { kind: 'malformed-groups'; missing: 'id' | 'subject' | 'participants' | 'participant-jid' }
  /** The groups reply is a well-formed, empty list. */
  | { kind: 'empty-groups' }
  /** The first history message leaves the phone only after `ms`. */
  | { kind: 'history-late'; ms: number }
  /** The app-state key is shared only after all history, `ms` later. */
  | { kind: 'app-state-key-late'; ms: number };

export type FaultKind = Fault['kind'];

/** Where the server asks, at each place that can go wrong, whether it should. */
export type Faults = {
  /** Switches a fault on; `account` limits it to one account's phone number, `times` to that many strikes (default: until `clear`). */
  set(fault: Fault, limits?: { account?: string; times?: number }): void;
  /** Switches one kind, or all, off. */
  clear(kind?: FaultKind): void;
  /** The active fault of this kind that fits, counting one strike; undefined when there is none. */
  strike<K extends FaultKind>(
    kind: K,
    where: { account?: string; on?: 'groups' | 'app-state' | 'picture' },
  ): Extract<Fault, { kind: K }> | undefined;
};
