import type { EngineGroup, EnginePerson } from '../engine/index.ts';
import { bestName, cleanName, cleanText, keepKnown, type Names } from './names.ts';
import type { ContactPatch, KnownContact } from './types.ts';

/** The width of the column. */
const pictureLength = 1024;

/**
 * What an account says about a person, laid over what is known: names are never lost, facts add up. (That a fact ended is
 * told by a complete answer without it, not by one item.) Undefined when nothing changes.
 */
export function mergePerson(known: KnownContact, incoming: EnginePerson): ContactPatch | undefined {
  const in_address_book = known.in_address_book || incoming.in_address_book === true;
  const has_chat = known.has_chat || incoming.has_chat === true;
  const ofAccount = in_address_book || has_chat;
  return difference(known, {
    ...mergeNames(known, incoming),
    in_address_book,
    has_chat,
    is_business: known.is_business || incoming.is_business === true,
    status: incoming.is_blocked === true ? 'blocked' : known.status,
    profile_picture: pictureOf(incoming.profile_picture) ?? known.profile_picture,
    group_id: ofAccount ? null : known.group_id,
    group_name: ofAccount ? null : known.group_name,
    is_admin: ofAccount ? false : known.is_admin,
  });
}

/** A group's facts laid over what is known. A description goes only when the group was read whole. */
export function mergeGroup(known: KnownContact, incoming: EngineGroup): ContactPatch | undefined {
  const name = cleanName(incoming.name) ?? known.name;
  const description = cleanText(incoming.description);
  const count = incoming.participants_count;
  return difference(known, {
    name,
    group_name: name,
    group_description: description ?? (incoming.roster_complete ? null : known.group_description),
    group_participants_count: Number.isInteger(count) && count >= 0 ? count : known.group_participants_count,
    is_admin: incoming.is_admin === true,
    profile_picture: pictureOf(incoming.profile_picture) ?? known.profile_picture,
  });
}

/** Two rows that turned out to be one person: what the row with the phone says first, completed by the other. */
export function mergeRows(survivor: KnownContact, loser: KnownContact): ContactPatch | undefined {
  const loserLeads = survivor.phone_number === null && loser.phone_number !== null;
  const [first, second] = loserLeads ? [loser, survivor] : [survivor, loser];
  const gone = first.removed_at !== null && second.removed_at !== null;
  return difference(survivor, {
    ...completeNames(first, second),
    ...completeFacts(first, second),
    phone_number: first.phone_number ?? second.phone_number,
    lid: first.lid ?? second.lid,
    is_me: first.is_me || second.is_me,
    is_business: first.is_business || second.is_business,
    profile_picture: first.profile_picture ?? second.profile_picture,
    removed_at: gone ? first.removed_at : null,
    status: statusOf(first.status === 'blocked' || second.status === 'blocked', gone),
  });
}

/** Blocked before gone before active. */
export function statusOf(blocked: boolean, gone: boolean): KnownContact['status'] {
  if (blocked) return 'blocked';
  return gone ? 'inactive' : 'active';
}

/** The entries of `wanted` that differ from what is known; undefined when none does. */
function difference(known: KnownContact, wanted: ContactPatch): ContactPatch | undefined {
  let patch: ContactPatch | undefined;
  for (const key in wanted) {
    const column = key as keyof ContactPatch;
    if (known[column] === wanted[column]) continue;
    patch ??= {};
    Object.assign(patch, { [column]: wanted[column] });
  }
  return patch;
}

function mergeNames(known: KnownContact, incoming: Names): Names & { name: string | null } {
  const names = {
    saved_name: keepKnown(known.saved_name, incoming.saved_name),
    verified_name: keepKnown(known.verified_name, incoming.verified_name),
    push_name: keepKnown(known.push_name, incoming.push_name),
    chat_name: keepKnown(known.chat_name, incoming.chat_name),
  };
  return { ...names, name: bestName(names) ?? known.name };
}

function completeNames(first: KnownContact, second: KnownContact): Names & { name: string | null } {
  const names = {
    saved_name: keepKnown(second.saved_name, first.saved_name),
    verified_name: keepKnown(second.verified_name, first.verified_name),
    push_name: keepKnown(second.push_name, first.push_name),
    chat_name: keepKnown(second.chat_name, first.chat_name),
  };
  return { ...names, name: bestName(names) ?? first.name ?? second.name };
}

function completeFacts(first: KnownContact, second: KnownContact): ContactPatch {
  const in_address_book = first.in_address_book || second.in_address_book;
  const has_chat = first.has_chat || second.has_chat;
  const grouped = first.group_id === null ? second : first;
  const ofAccount = in_address_book || has_chat;
  return {
    in_address_book,
    has_chat,
    seen_in_group: first.seen_in_group || second.seen_in_group,
    group_id: ofAccount ? null : grouped.group_id,
    group_name: ofAccount ? null : grouped.group_name,
    is_admin: ofAccount ? false : grouped.is_admin,
  };
}

/** The address of a picture, if it is one that can be kept. */
export function pictureOf(url: unknown): string | null {
  return typeof url === 'string' && url !== '' && url.length <= pictureLength ? url : null;
}
