import type { BaileysEventMap } from '@whiskeysockets/baileys';
import type { EngineNews } from '../engine.ts';
import { fromAddressBook, fromContactUpdates, fromHistory, fromMembers, fromMessageKeys, type Told } from './facts.ts';
import {
  newsOfBlocks,
  newsOfGroups,
  newsOfGroupUpdates,
  newsOfMembers,
  newsOfNumbers,
  picturesIn,
} from './live-events.ts';
import type { Sock } from './socket.ts';

type Events = BaileysEventMap;

/** What the rest of the engine hears of one socket's events. */
export type Ears = {
  told(told: Told): void;
  /** What the address book told. */
  bookTold(told: Told): void;
  /** Which LID belongs to which phone. */
  paired(told: Told): void;
  news(items: EngineNews[]): void;
  pictures(changed: { jid: string; gone: boolean }[]): void;
  history(event: Events['messaging-history.set']): void;
  connection(update: Events['connection.update']): void;
  credentials(update: Events['creds.update']): void;
  groupsTouched(ids: string[]): void;
  /** What happened in this group will be told afterwards, perhaps for the second time or out of order. */
  groupComesLate(id: string): void;
  /** The same of who was blocked. */
  blocksComeLate(): void;
  isOwn(jid: string): boolean;
  /** Whether a message was delivered before: what its envelope tells may be old by now. */
  isRepeated(messageId: string): boolean;
};

/** The events that Baileys itself listens to and needs. */
const passedOn = new Set<keyof Events>(['connection.update', 'creds.update', 'call']);

/**
 * Listens to a socket in place of Baileys' event buffer. The buffer merges and drops (a push name before an upsert of the same
 * id, the second update of a group, every LID pair of a history chunk) and loses all it holds when the socket ends
 * (whatsapp-protocol.md, traps 2 and 11, F2, F3); `emit` sees each event whole, once and at once. Only what Baileys needs goes on
 * to it: with 100,000 contacts the buffer would hold them all again, and store each LID pair in a transaction of its own.
 */
export function listen(sock: Sock, ears: Ears): void {
  const emit = sock.ev.emit.bind(sock.ev);
  sock.ev.emit = (event, data) => {
    hear(ears, event, data);
    return passedOn.has(event) ? emit(event, data) : true;
  };
}

function hear<E extends keyof Events>(ears: Ears, event: E, data: Events[E]): void {
  const handler = handlers[event] as ((ears: Ears, data: Events[E]) => void) | undefined;
  handler?.(ears, data);
}

const handlers: { [E in keyof Events]?: (ears: Ears, data: Events[E]) => void } = {
  'connection.update': (ears, update) => ears.connection(update),
  'creds.update': (ears, update) => ears.credentials(update),
  'messaging-history.set': (ears, history) => {
    ears.told(fromHistory(history));
    ears.history(history);
  },
  'contacts.upsert': (ears, contacts) => ears.bookTold(fromAddressBook(contacts)),
  'contacts.update': (ears, contacts) => {
    ears.told(fromContactUpdates(contacts));
    ears.pictures(picturesIn(contacts));
  },
  'lid-mapping.update': (ears, { lid, pn }) =>
    ears.paired(fromHistory({ chats: [], contacts: [], lidPnMappings: [{ lid, pn }] })),
  'blocklist.update': (ears, update) => ears.news(newsOfBlocks(update)),
  'messages.upsert': (ears, { messages }) => {
    const keys = messages.map((message) => message.key);
    ears.told(fromMessageKeys(keys, ears.isOwn));
    ears.news(newsOfNumbers(messages));
  },
  'groups.upsert': (ears, groups) => {
    ears.groupsTouched(groups.map((group) => group.id));
    ears.news(newsOfGroups(groups));
  },
  'groups.update': (ears, groups) => {
    ears.groupsTouched(groups.map((group) => group.id).filter((id) => id !== undefined));
    ears.news(newsOfGroupUpdates(groups));
  },
  'group-participants.update': (ears, update) => {
    ears.told(fromMembers(update.participants));
    ears.groupsTouched([update.id]);
    ears.news(newsOfMembers(update));
  },
};
