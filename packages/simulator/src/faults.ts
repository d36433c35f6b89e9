/**
 * What the simulator can be told to do wrong. A fault stays on until it is switched off, or until it has struck `times` times.
 * Tests and the command both switch them by name.
 */
export type Fault =
  /** The query is answered by error 429 `rate-overlimit`; without `on`, every kind of query that can go wrong. */
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

type Where = { account?: string; on?: 'groups' | 'app-state' | 'picture' };

/** Where the server asks, at each place that can go wrong, whether it should. */
export type Faults = {
  /** Switches a fault on; `account` limits it to one account's phone number, `times` to that many strikes (default: until `clear`). */
  set(fault: Fault, limits?: { account?: string; times?: number }): void;
  /** Switches one kind, or all, off. */
  clear(kind?: FaultKind): void;
  /** The active fault of this kind that fits, counting one strike; undefined when there is none. */
  strike<K extends FaultKind>(kind: K, where: Where): Extract<Fault, { kind: K }> | undefined;
};

type Active = { fault: Fault; account: string | undefined; left: number };

/** Starts with every fault off. Setting a fault of the same kind, place and account again replaces it. */
export function createFaults(): Faults {
  let active: Active[] = [];
  return {
    set: (fault, { account, times = Number.POSITIVE_INFINITY } = {}) => {
      if (!(times > 0)) throw new RangeError('times must be at least 1');
      const isSame = (other: Active) => sameScope(other.fault, fault) && other.account === account;
      active = [...active.filter((other) => !isSame(other)), { fault, account, left: times }];
    },
    clear: (kind) => {
      active = active.filter((other) => kind !== undefined && other.fault.kind !== kind);
    },
    strike: <K extends FaultKind>(kind: K, where: Where) => {
      const found = active.find((other) => other.fault.kind === kind && fits(other, where));
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) active = active.filter((other) => other !== found);
      return found.fault as Extract<Fault, { kind: K }>;
    },
  };
}

function fits({ fault, account }: Active, where: Where): boolean {
  if (account !== undefined && account !== where.account) return false;
  const place = placeOf(fault);
  return place === undefined || place === where.on;
}

function sameScope(first: Fault, second: Fault): boolean {
  return first.kind === second.kind && placeOf(first) === placeOf(second);
}

function placeOf(fault: Fault): Where['on'] {
  return 'on' in fault ? fault.on : undefined;
}
