import type { GrabCounts } from '../storage/index.ts';

/** The counts of a grab that has just begun. */
export function noCounts(): GrabCounts {
  return {
    total_groups: 0,
    total_contacts: 0,
    memberships: 0,
    groups_saved: 0,
    groups_updated: 0,
    groups_unchanged: 0,
    groups_removed: 0,
    contacts_saved: 0,
    contacts_updated: 0,
    contacts_unchanged: 0,
    contacts_removed: 0,
    participants_saved: 0,
    participants_updated: 0,
    participants_unchanged: 0,
    participants_removed: 0,
    members_joined: 0,
    members_left: 0,
    merged: 0,
  };
}
