import { type Contact, type ContactListItem, type ContactListSort, contact } from '@grabber/contract';

/** What a list shows of the row itself. */
export type ShownRow = Omit<ContactListItem, 'session_name' | 'tags' | 'groups_count'>;

const ownFields = ['alias', 'email', 'company', 'note', 'opted_out', 'deleted_at'] as const;

export const shownColumns = [...(Object.keys(contact.shape) as (keyof Contact)[]), ...ownFields] as const;

type Order = {
  column: 'sort_name' | 'phone_number' | 'country_code' | 'first_seen_at' | 'last_seen_at' | 'updated_at';
  nullable: boolean;
};

const orders: Record<string, Order> = {
  name: { column: 'sort_name', nullable: false },
  phone: { column: 'phone_number', nullable: true },
  country: { column: 'country_code', nullable: true },
  first_seen: { column: 'first_seen_at', nullable: false },
  last_seen: { column: 'last_seen_at', nullable: false },
  updated: { column: 'updated_at', nullable: false },
};
const byName: Order = { column: 'sort_name', nullable: false };

/** The column behind an order of the list. */
export function orderOf(sort: ContactListSort): Order {
  return orders[sort.replace(/^-/, '')] ?? byName;
}
