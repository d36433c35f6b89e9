import { lidOf, pnOf } from '../../../core/index.ts';
import type { LidBook } from './lid-book.ts';
import type { Turn } from './turns.ts';

/** What a row says about who it is. */
export type Claim = {
  /** The first id as it came. */
  id: string | null;
  lids: string[];
  /** Digits of ids that look like phones. */
  phoneIds: string[];
  /** Phone numbers by their form, the ones of a field of its own first. */
  phones: string[];
};
export type Identity = { pn: string | null; lid: string | null };

/** Longest phone number there is (E.164). */
const phonePattern = /^[1-9]\d{4,14}$/;

/** Reads ids in any spelling, and a phone in a field of its own. */
export function claimOf(ids: readonly (string | null | undefined)[], phone?: string | null): Claim {
  const told = ids.filter((id) => typeof id === 'string');
  const phoneIds = told.map(pnOf).filter((digits) => digits !== undefined);
  const phones = [phoneDigits(phone), ...phoneIds].filter((digits) => digits !== null && phonePattern.test(digits));
  return {
    id: told[0] ?? null,
    lids: told.map(lidOf).filter((digits) => digits !== undefined),
    phoneIds,
    phones: phones.map(String),
  };
}

/** The account's own ids as a claim. */
export function claimOfAccount({ pn, lid }: Identity): Claim {
  return claimOf([lid && `${lid}@lid`], pn);
}

/** Learns which LIDs there are and whose they are, from all rows, before any of them is identified: a LID may stand elsewhere as if it were a phone. */
export async function heed(book: LidBook, claims: readonly Claim[], turn: Turn): Promise<void> {
  for (const { lids } of claims) for (const lid of lids) book.note(lid);
  for (const claim of claims) {
    await turn();
    const [lid] = claim.lids;
    const pn = phoneOf(book, claim);
    if (lid !== undefined && pn !== undefined) book.learn(lid, pn);
  }
}

/**
 * Who a row is about; null when it cannot be told. A phone is one only when proven (other-engines.md, identifier forms): by a field of its own, by
 * the LID map, or by a phone id whose digits are no known LID. Number of digits proves nothing.
 */
export function identify(book: LidBook, claim: Claim): Identity | null {
  const lid = claim.lids[0] ?? claim.phoneIds.find(book.isLid) ?? null;
  const pn = (lid === null ? undefined : book.phoneOf(lid)) ?? phoneOf(book, claim) ?? null;
  if (pn === null) return lid === null ? null : { pn, lid };
  return { pn, lid: book.lidOf(pn) ?? lid };
}

/** One key for a person, whichever id they came under. */
export function keyOf({ pn, lid }: Identity): string {
  return pn === null ? `${lid}@lid` : pn;
}

export function isSame(first: Identity, second: Identity): boolean {
  return (first.pn !== null && first.pn === second.pn) || (first.lid !== null && first.lid === second.lid);
}

/** Digits of a phone as gateways write it: an id, or a number with or without plus, blanks and dashes. */
export function phoneDigits(text: string | null | undefined): string | null {
  const digits = text?.includes('@') ? pnOf(text) : text?.replace(/[\s()+.-]/g, '');
  return digits !== undefined && phonePattern.test(digits) ? digits : null;
}

/** Where a gateway does not know the phone of a LID, it may write the LID's digits instead (other-engines.md, GoWA 4). */
function phoneOf(book: LidBook, { phones }: Claim): string | undefined {
  return phones.find((digits) => !book.isLid(digits));
}
