import type {
  ContactDetails,
  ContactFacets,
  ContactQuery,
  GroupListItem,
  GroupMember,
  GroupOverlap,
} from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';
import type { Clock } from '../../core/index.ts';
import type { Page, Reading, Storage } from '../../storage/index.ts';
import type { JsonPage } from '../pages.repo.ts';
import { readContact } from './details.repo.ts';
import { readFacets } from './facets.repo.ts';
import { type GroupsWish, pageGroups, readGroup } from './groups.repo.ts';
import { type MembersWish, pageMembers } from './members.repo.ts';
import { overlapOfGroups } from './overlap.repo.ts';
import { pageContactQueryAsJson, type QueryWish } from './pages.repo.ts';
import { isShort } from './short.ts';
import { createShortMemory } from './short-memory.ts';

/** A page, with the size of the whole list where it was asked for. */
export type Counted<Row> = Page<Row> & { total?: number };

/** Looking at contacts and groups, over all sessions that a caller sees. */
export type ContactQueries = {
  /** A page as the list of an answer. Throws `cursor_invalid`. */
  page(query: ContactQuery, visible: Visible, wish: QueryWish): Promise<JsonPage>;
  /** Throws `contact_not_found`. */
  get(id: number, visible: Visible): Promise<ContactDetails>;
  /** The counts may be some seconds old. */
  facets(query: ContactQuery, visible: Visible): Promise<ContactFacets>;
  /** Throws `cursor_invalid`. */
  groups(visible: Visible, wish: GroupsWish): Promise<Counted<GroupListItem>>;
  /** Throws `group_not_found`. */
  group(id: number, visible: Visible): Promise<GroupListItem>;
  /** Throws `group_not_found`, `cursor_invalid`. */
  members(id: number, visible: Visible, wish: MembersWish): Promise<Counted<GroupMember>>;
  /** Throws `group_not_found`. */
  overlap(ids: number[], visible: Visible): Promise<GroupOverlap>;
};

export type QueryParts = {
  storage: Storage;
  /** Where what may take long is read. */
  reading: Reading;
  clock: Clock;
};

/** How long counts are shown again, and for how many queries. */
const memory = { ms: 10_000, most: 100 };

export function createContactQueries({ storage, reading, clock }: QueryParts): ContactQueries {
  const facets = createShortMemory<ContactFacets>(clock, memory);
  return {
    page: (query, visible, wish) =>
      pageContactQueryAsJson(storage, isShort(query, wish) ? storage : reading, query, visible, wish),
    get: (id, visible) => readContact(storage, visible, id),
    facets: (query, visible) => facets.recall(keyOf(query, visible), () => readFacets(reading, query, visible)),
    groups: (visible, wish) => pageGroups(reading, visible, wish),
    group: (id, visible) => readGroup(storage, visible, id),
    members: (id, visible, wish) => pageMembers(reading, visible, id, wish),
    overlap: (ids, visible) => overlapOfGroups(reading, visible, ids),
  };
}

function keyOf(query: ContactQuery, visible: Visible): string {
  return JSON.stringify([query, visible === 'all' ? visible : [...visible].sort()]);
}
