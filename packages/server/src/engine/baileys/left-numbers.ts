import { pnOf } from '../../core/index.ts';
import type { LidPair } from './lid-map.repo.ts';

/** A pair as something told it; `asOf` in milliseconds, when that was so. Without it the pair may be old. */
export type TimedPair = LidPair & { asOf?: number | undefined };

/**
 * The phone numbers that people left for another. WhatsApp delivers late, twice and out of order, so a message or a member list may
 * still tell the old number: that brings it back to nobody, and what it tells belongs to the number of now.
 */
export type LeftNumbers = {
  left(pair: LidPair): void;
  /** Somebody has this number now. */
  taken(phone: string): void;
  /** Whether a pair is one that was given up after it was true. */
  isOld(pair: TimedPair): boolean;
  /** The id under which a person is known now: their LID instead of a number they left. */
  current(jid: string): string;
};

/** The oldest of more are forgotten. */
const mostKept = 10_000;

/** Kept in memory: after a restart the groups, which are read anew, put right what an old message tells. */
export function createLeftNumbers(): LeftNumbers {
  const byPhone = new Map<string, { lid: string; at: number }>();
  return {
    left({ lid, pn }) {
      byPhone.delete(pn);
      byPhone.set(pn, { lid, at: Date.now() });
      const [oldest] = byPhone.keys();
      if (byPhone.size > mostKept && oldest !== undefined) byPhone.delete(oldest);
    },
    taken: (phone) => void byPhone.delete(phone),
    isOld({ lid, pn, asOf = 0 }) {
      const known = byPhone.get(pn);
      return known !== undefined && known.lid === lid && asOf <= known.at;
    },
    current(jid) {
      const known = byPhone.get(pnOf(jid) ?? '');
      return known ? `${known.lid}@lid` : jid;
    },
  };
}
