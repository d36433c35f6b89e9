import type { ContactFilter, ContactListSort } from '@grabber/contract';
import { readFilter } from './filters/filter.ts';

/** What the address of the contacts page tells: a link shows the same list to somebody else. */
export type ContactsSearch = {
  q?: string;
  filter?: ContactFilter;
  sort?: ContactListSort;
  unique?: true;
  /** The segment that was chosen, as long as its query stands unchanged. */
  segment?: number;
  /** The contact whose drawer is open. */
  open?: number;
};

const sortFields = ['name', 'phone', 'country', 'first_seen', 'last_seen', 'updated'] as const;
const sorts = new Set<unknown>(sortFields.flatMap((field) => [field, `-${field}`]));

/** Addresses are typed, cut and aged: what cannot be read is left out. */
export function contactsSearch(given: Record<string, unknown>): ContactsSearch {
  const { q, sort, unique } = given;
  const filter = readFilter(given['filter']);
  // Digits in an address are read as a number.
  const words = typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 200) : '';
  const segment = idIn(given['segment']);
  const open = idIn(given['open']);
  return {
    ...(words && { q: words }),
    ...(filter && { filter }),
    ...(sorts.has(sort) && { sort: sort as ContactListSort }),
    ...(unique === true && { unique }),
    ...(segment && { segment }),
    ...(open && { open }),
  };
}

function idIn(given: unknown): number | undefined {
  return Number.isSafeInteger(given) && (given as number) > 0 ? (given as number) : undefined;
}
