import type { MemberRole, StatusReason, SyncPart, SyncState } from '@grabber/contract';
import type { ErrorData } from '../core/index.ts';

/** What WhatsApp said about a person. A name is null when it said nothing; null never overwrites what is known. */
export type EnginePerson = {
  /** E.164 digits without plus; null while WhatsApp hides the number. Never derived from a LID. */
  pn: string | null;
  lid: string | null;
  /** Name in the account's own address book. */
  saved_name: string | null;
  /** Title of the chat; not necessarily the saved name. */
  chat_name: string | null;
  /** What the person calls themselves. */
  push_name: string | null;
  /** Name of a business that WhatsApp verified. */
  verified_name: string | null;
  in_address_book: boolean;
  has_chat: boolean;
  is_blocked: boolean;
  is_business: boolean;
  profile_picture: string | null;
};

export type EngineParticipant = { pn: string | null; lid: string | null; role: MemberRole };

export type EngineGroup = {
  /** `<digits>[-<digits>]@g.us` */
  id: string;
  name: string | null;
  description: string | null;
  participants: EngineParticipant[];
  /** What WhatsApp counts; may differ from `participants.length`. */
  participants_count: number;
  /** False when the roster could not be read whole: its members are kept, nobody is taken for having left. */
  roster_complete: boolean;
  /** Whether the account itself is admin there. */
  is_admin: boolean;
  profile_picture: string | null;
};

/** One item that could not be read; it becomes a row in `grab_errors`. */
export type EngineFailure = {
  item: 'group' | 'contact' | 'participant' | 'picture';
  item_id: string | null;
  error: ErrorData;
};

/** One page of a stream: at most 1000 people (members counted; a bigger group is a page of its own). `total` counts the whole stream. */
export type EngineBatch =
  | { kind: 'groups'; items: EngineGroup[]; total: number }
  | { kind: 'contacts'; items: EnginePerson[]; total: number }
  | { kind: 'failures'; items: EngineFailure[] }
  /** Last page. `complete` is true only when what came is all there is, so that what did not come is gone. */
  | { kind: 'end'; complete: boolean; missing: SyncPart[] };

/** Somebody's ids; at least one is known. */
export type EngineIdentity = Pick<EnginePerson, 'pn' | 'lid'>;

/** Something that an account told by itself. What an item does not say stays as it is; items hold in the order in which they come. */
export type EngineNews =
  /** What is known of a person: it adds and renames, and takes nothing away. */
  | { kind: 'person'; person: EnginePerson }
  /** Deleted from the address book. */
  | { kind: 'unsaved'; who: EngineIdentity }
  | { kind: 'blocked'; who: EngineIdentity; blocked: boolean }
  /** Everybody who is blocked. */
  | { kind: 'block_list'; who: EngineIdentity[] }
  /** A person has another phone number now; both are E.164 digits. */
  | { kind: 'renumbered'; from: string; to: string }
  /** The picture of a person or group; null when there is none any more. */
  | { kind: 'picture'; jid: string; url: string | null }
  /** A group as it is now. */
  | { kind: 'group'; group: EngineGroup }
  | { kind: 'group_facts'; id: string; name?: string; description?: string | null }
  /** `role`: those who stay members have another role now. The account itself may be among those who left. */
  | { kind: 'members'; id: string; change: 'joined' | 'left' | 'role'; members: EngineParticipant[] }
  /** The account is not in this group any more. */
  | { kind: 'group_left'; id: string }
  /** Every group that the account is in: it is in no other. */
  | { kind: 'all_groups'; ids: string[] };

/** The account's own identity, once it is linked. */
export type EngineAccount = { pn: string | null; lid: string | null; name: string | null };

export type EngineEvent = { session_id: string } & (
  | { type: 'qr'; qr_raw: string; expires_at: string; attempt: number; attempts: number }
  /** Linked; the connection follows at once. */
  | { type: 'linked'; account: EngineAccount }
  | { type: 'open'; account: EngineAccount }
  | { type: 'sync'; state: SyncState; missing: SyncPart[] }
  /** Told between grabs. Engines that hear nothing by themselves never emit it. */
  | { type: 'told'; news: EngineNews[] }
  /**
   * The connection ended, for good or for now. `retry` tells the caller's duty: `later` reconnect with back-off, `never` wait for
   * the user. After `logged_out` the engine has erased the credentials already.
   */
  | { type: 'closed'; reason: StatusReason; retry: 'later' | 'never' }
);

/** An aborted call throws the signal's reason when that is an `AppError`, otherwise `cancelled`. */
export type FetchOptions = { signal: AbortSignal };

/** `refresh`: what can be asked for anew is, though it was lately; an engine that always does needs not know. */
export type ContactFetchOptions = FetchOptions & { refresh?: boolean | undefined };
/** `ids`: only these groups are wanted. An engine that cannot ask for single groups tells all of them. */
export type GroupFetchOptions = FetchOptions & { ids?: readonly string[] | undefined };

/**
 * The port to WhatsApp. Implementations: `baileys` (built in); others speak to somebody else's gateway.
 * Every method throws `AppError` with an engine error code: not_connected, logged_out, rate_limited, timeout, unsupported, upstream.
 * `engine.contract.ts` is the suite that every implementation runs.
 */
export type Engine = {
  /**
   * Opens the account's connection (one attempt): emits `qr` while unlinked, then `linked`/`open`, in the end `closed`. Idempotent
   * while open; resolves when the attempt has begun. `sync` follows `open`, and may follow again when more comes.
   */
  connect(sessionId: string): Promise<void>;
  /** Asks for an 8-character code to type on the phone instead of a QR. `phone` is E.164 digits. Valid until `expires_at`. */
  requestPairingCode(sessionId: string, phone: string): Promise<{ code: string; expires_at: string }>;
  /** Closes the connection, keeps the credentials. Idempotent. */
  disconnect(sessionId: string): Promise<void>;
  /** Unlinks the device at WhatsApp when connected, and erases credentials and everything else the engine keeps. Idempotent. */
  logout(sessionId: string): Promise<void>;
  /** Whether credentials of a linked device are kept, so that `connect` needs no QR. */
  isLinked(sessionId: string): Promise<boolean>;
  /** Groups with rosters, as a stream of pages that ends with an `end` page. */
  fetchGroups(sessionId: string, options: GroupFetchOptions): AsyncIterable<EngineBatch>;
  /**
   * People of the address book and the chats, as a stream of pages that ends with an `end` page. Also people of whom only a name
   * or a block is known: they have neither `in_address_book` nor `has_chat`, and tell the names of group members.
   */
  fetchContacts(sessionId: string, options: ContactFetchOptions): AsyncIterable<EngineBatch>;
  /** Reads these groups anew, and tells them in `told` events. Only engines that tell have it. */
  refetch?(sessionId: string, groupIds: readonly string[]): Promise<void>;
  /** Calls the listener for every event of every session, in order per session; returns how to stop. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
  /** Closes all connections and threads; credentials stay. */
  close(): Promise<void>;
};
