import { lidOf, pnOf } from '../../../core/index.ts';
import type { LidBook } from './lid-book.ts';

/** What a row says about who it is: ids in any spelling, and a phone in a field of its own. */
export type Claim = { ids: (string | null | undefined)[]; phone?: string | null | undefined };
export type Identity = { pn: string | null; lid: string | null };

/** Longest phone number there is (E.164). */
const phonePattern = /^[1-9]\d{4,14}$/;

/** Learns which LIDs there are and whose they are, from all rows, before any of them is identified: a LID may stand elsewhere as if it were a phone. */
export function heed(book: LidBook, claims: readonly Claim[]): void {
  for (const claim of claims) for (const lid of lidsOf(claim)) book.note(lid);
  for (const claim of claims) {
    const [lid] = lidsOf(claim);
    const pn = phonesOf(book, claim)[0];
    if (lid !== undefined && pn !== undefined) book.learn(lid, pn);
  }
}

/**
 * Who a row is about; null when it cannot be told. A phone is one only when proven (other-engines.md, identifier forms): by a field of its own, by
 * the LID map, or by a phone id whose digits are no known LID. Number of digits proves nothing.
 */
export function identify(book: LidBook, claim: Claim): Identity | null {
  const disguised = claim.ids.map(pnOf).find((digits) => digits !== undefined && book.isLid(digits));
  const lid = lidsOf(claim)[0] ?? disguised ?? null;
  const pn = (lid === null ? undefined : book.phoneOf(lid)) ?? phonesOf(book, claim)[0] ?? null;
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

function lidsOf({ ids }: Claim): string[] {
  return ids.map(lidOf).filter((lid) => lid !== undefined);
}

/** Where a gateway does not know the phone of a LID, it may write the LID's digits instead (other-engines.md, GoWA 4). */
function phonesOf(book: LidBook, claim: Claim): string[] {
  const phones = [phoneDigits(claim.phone), ...claim.ids.map((text) => (pnOf(text) ? phoneDigits(text) : null))];
  return phones.filter((digits) => digits !== null && !book.isLid(digits)).map(String);
}
