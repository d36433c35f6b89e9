import { bestName, type ContactPatch, type KnownContact, statusOf } from '../../contacts/index.ts';
import { isActive } from './judge.ts';
import { join, leave } from './members.ts';
import { change, revive, type SaveState, want } from './state.ts';
import { heirOf, type Tracked } from './tracked.ts';

/**
 * People whose LID stands under the row of another phone now. What was known under the old one goes on under that one; a grab
 * would find the same, since it reads everything again.
 */
export function carryNumbers(state: SaveState, lost: Set<Tracked>): void {
  for (const { from, lid } of state.moved) {
    const owner = state.byLid.get(lid);
    if (owner) carry(state, heirOf(from), heirOf(owner), lost);
  }
}

/** Lets everything that stands under one row go on under another. */
function carry(state: SaveState, from: Tracked, to: Tracked, lost: Set<Tracked>): void {
  if (from === to || !from.wanted) return;
  if (isActive(from)) {
    want(state, to);
    revive(state, to);
  }
  change(state, to, goingOn(from.row, to.row));
  for (const { left_at, group, role } of from.memberships) if (left_at === null) join(state, group, to, role);
  for (const member of from.memberships) leave(state, member);
  const status = statusOf(false, from.row.removed_at !== null);
  change(state, from, { in_address_book: false, has_chat: false, status });
  lost.add(from);
}

function goingOn(old: KnownContact, row: KnownContact): ContactPatch {
  const names = {
    saved_name: row.saved_name ?? old.saved_name,
    verified_name: row.verified_name ?? old.verified_name,
    push_name: row.push_name ?? old.push_name,
    chat_name: row.chat_name ?? old.chat_name,
  };
  const in_address_book = row.in_address_book || old.in_address_book;
  const has_chat = row.has_chat || old.has_chat;
  return {
    ...names,
    name: bestName(names) ?? row.name ?? old.name,
    in_address_book,
    has_chat,
    ...(in_address_book || has_chat ? { group_id: null, group_name: null, is_admin: false } : {}),
    is_business: row.is_business || old.is_business,
    ...(old.status === 'blocked' ? { status: 'blocked' as const } : {}),
  };
}
