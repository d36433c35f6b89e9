/** What a simulator saw of one account's clients; for tests to look at. */
export type AccountFacts = {
  /** Devices that are logged in now. */
  connected: number;
  linkedDevices: number;
  logins: number;
  /** Answered or not, by kind: `groups`, `group`, `app-state`, `picture`, `usync`, `blocklist`, `privacy`, `abt`, … */
  queries: Record<string, number>;
  /** Types of the presence stanzas received, such as `unavailable`. */
  presences: string[];
  /** `message` stanzas the client sent; a client that only reads must have none. */
  messagesSent: number;
};

/** Counts by account phone number. */
export type Ledger = {
  login(account: string): void;
  query(account: string, kind: string): void;
  presence(account: string, type: string): void;
  messageSent(account: string): void;
  /** The counts of an account, without the facts that are not counted here. */
  of(account: string): Omit<AccountFacts, 'connected' | 'linkedDevices'>;
};

/** Creates an empty ledger. */
export function createLedger(): Ledger {
  const pages = new Map<string, ReturnType<Ledger['of']>>();
  const page = (account: string): ReturnType<Ledger['of']> => {
    const known = pages.get(account) ?? { logins: 0, queries: {}, presences: [], messagesSent: 0 };
    pages.set(account, known);
    return known;
  };
  return {
    login(account) {
      page(account).logins += 1;
    },
    query(account, kind) {
      const { queries } = page(account);
      queries[kind] = (queries[kind] ?? 0) + 1;
    },
    presence(account, type) {
      page(account).presences.push(type);
    },
    messageSent(account) {
      page(account).messagesSent += 1;
    },
    of: (account) => structuredClone(page(account)),
  };
}
