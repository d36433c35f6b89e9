/** A person who exists in the world. Every person has a LID; whether others may see the phone is their choice. */
export type Person = {
  /** E.164 digits without plus. */
  phone: string;
  /** LID digits, never derivable from the phone. */
  lid: string;
  /** What the person calls themselves; '' when they never set one. */
  pushName: string;
  /** Set for business accounts that WhatsApp verified. */
  verifiedName?: string;
  /** Hides the phone from people who do not have it in their address book. */
  hidesPhone: boolean;
  /** Whether a profile picture can be fetched. */
  picture: 'public' | 'private' | 'none';
  /** How often the picture was replaced; each one has an address of its own. */
  pictureVersion?: number;
};

export type GroupMember = { person: Person; role: 'member' | 'admin' | 'superadmin' };

export type Group = {
  /** Digits (and for old groups a dash), without `@g.us`. */
  id: string;
  subject: string;
  description?: string;
  /** `lid` groups list members by LID and show the phone only of those who do not hide it. */
  addressing: 'pn' | 'lid';
  /** Unix seconds. */
  createdAt: number;
  members: GroupMember[];
  announce: boolean;
  /** Only admins may change the group's subject and picture (`restrict` in Baileys). */
  locked?: boolean;
  /** Disappearing messages, in seconds. */
  ephemeralSeconds?: number;
  /** Newcomers wait for an admin's approval. */
  joinApproval?: boolean;
  /** Every member may add others; otherwise only admins. */
  membersMayAdd?: boolean;
  /** Whether a group picture can be fetched; none when absent. */
  picture?: Person['picture'];
  pictureVersion?: number;
  /** `parent` is a community, `announce` its default subgroup, `linked` another subgroup. */
  community?: { kind: 'parent' | 'announce' | 'linked'; parentId?: string };
};

/** One entry of an account's address book. `fullName` may be empty, hostile or 300 characters long. */
export type AddressBookEntry = { person: Person; fullName: string; firstName?: string };

/** One one-to-one chat on the phone; `displayName` is what the chat list shows, not necessarily the saved name. */
export type Chat = {
  person: Person;
  displayName?: string;
  /** The person wrote under their LID: the phone does not know the number by this chat. */
  byLid?: boolean;
};

/** A WhatsApp account whose phone can be paired with a client. */
export type Account = {
  person: Person;
  addressBook: AddressBookEntry[];
  chats: Chat[];
  /** Members of groups and chat partners whose push name this phone has seen. */
  knownPushNames: Person[];
  /** Groups the account is in now. */
  groups: Group[];
  /** Groups it has left: still chats in the history, never in the groups reply. */
  leftGroups: Group[];
  blocked: Person[];
};

/** Everything that exists; the truth that a test compares a database with. */
export type World = { seed: number; people: Person[]; groups: Group[]; accounts: Account[] };

/**
 * What an account's owner may rightly expect to find after a full grab.
 * `contacts` counts distinct individuals other than the owner (address book, chats, visible group members);
 * `memberships` counts every (group, member) pair, the owner included.
 */
export type ExpectedCounts = { groups: number; contacts: number; memberships: number };
