import { parseJid } from '../../core/index.ts';
import type { Fact, FactKind } from './directory.repo.ts';
import type { LidPair } from './lid-map.repo.ts';

/**
 * What an event told about people: names by source, and which LID belongs to which phone. `asOf` in milliseconds: when the pairs were
 * so; without it they may be older than what is known.
 */
export type Told = { facts: Fact[]; pairs: LidPair[]; asOf?: number };

/** The fields of Baileys' contacts, chats and message keys that name a person; everything else is left alone. */
type Named = {
  id?: string | null | undefined;
  lid?: string | null | undefined;
  phoneNumber?: string | null | undefined;
  name?: string | null | undefined;
  notify?: string | null | undefined;
  verifiedName?: string | null | undefined;
};
type HistoryChat = {
  id?: string | null | undefined;
  name?: string | null | undefined;
  displayName?: string | null | undefined;
  lidJid?: string | null | undefined;
  pnJid?: string | null | undefined;
};
type MessageKey = {
  remoteJid?: string | null | undefined;
  remoteJidAlt?: string | null | undefined;
  participant?: string | null | undefined;
  participantAlt?: string | null | undefined;
  fromMe?: boolean | null | undefined;
};

/** A person's id without device and agent; undefined for groups, broadcasts, newsletters and WhatsApp's own account. */
export function personJid(text: string | null | undefined): string | undefined {
  const jid = parseJid(text);
  if (!jid || jid.kind === 'group' || jid.digits === '0') return undefined;
  return jid.kind === 'pn' ? `${jid.digits}@s.whatsapp.net` : `${jid.digits}@lid`;
}

/** The pair that two ids of one person make, in whatever order they come; undefined unless one is a LID and one a phone. */
export function pairOf(one: string | null | undefined, other: string | null | undefined): LidPair | undefined {
  const a = parseJid(one);
  const b = parseJid(other);
  if (a?.kind === 'lid' && b?.kind === 'pn') return { lid: a.digits, pn: b.digits };
  if (a?.kind === 'pn' && b?.kind === 'lid') return { lid: b.digits, pn: a.digits };
  return undefined;
}

/** A name that can be stored; null for nothing (WhatsApp sends '' as well). Databases refuse NUL and half surrogates. */
export function cleanName(text: string | null | undefined): string | null {
  return text?.replaceAll('\0', '').toWellFormed() || null;
}

/** `contacts.upsert`: only the address book (app state) emits it, so its name is the saved name. */
export function fromAddressBook(contacts: Named[]): Told {
  return {
    facts: contacts.flatMap((contact) => fact('book', contact.id, contact.name)),
    pairs: contacts.flatMap(contactPairs),
  };
}

/**
 * `contacts.update`: a verified business name. What a person calls themselves stands on the envelope of the message as well, and is taken
 * from there: this event comes only when the message is decrypted, perhaps after a newer one.
 */
export function fromContactUpdates(contacts: Named[]): Told {
  return { facts: contacts.flatMap(({ id, verifiedName }) => profileFacts({ id, verifiedName })), pairs: [] };
}

/**
 * `messaging-history.set`: chats carry the title and both ids; its contacts repeat them (with a `lid` that may be the owner's),
 * so only push names and verified names are taken from there. The messages are left unread.
 */
export function fromHistory(history: {
  chats: HistoryChat[];
  contacts: Named[];
  lidPnMappings?: { lid: string; pn: string }[] | undefined;
}): Told {
  const pairs = [
    ...history.chats.flatMap((chat) => [pairOf(chat.id, chat.lidJid), pairOf(chat.id, chat.pnJid)]),
    ...(history.lidPnMappings ?? []).map(({ lid, pn }) => pairOf(lid, pn)),
  ];
  return {
    facts: [...history.chats.flatMap(chatFact), ...history.contacts.flatMap(profileFacts)],
    pairs: pairs.filter((pair) => pair !== undefined),
  };
}

/** `messages.upsert`: who chats with the account, and the other id of the sender. Never the content. */
export function fromMessageKeys(keys: MessageKey[], isOwn: (jid: string) => boolean): Told {
  const pairs = keys.flatMap((key) => [
    pairOf(key.remoteJid, key.remoteJidAlt),
    pairOf(key.participant, key.participantAlt),
  ]);
  const chats = keys.map((key) => personJid(key.remoteJid)).filter((jid) => jid !== undefined && !isOwn(jid));
  return { facts: chats.flatMap((jid) => fact('chat', jid, null)), pairs: pairs.filter((pair) => pair !== undefined) };
}

/** The envelope of a message: who writes, under which ids, and what they call themselves. */
export function fromMessageStanza(attrs: Record<string, string>, isOwn: (jid: string) => boolean): Told {
  const { from, participant, notify, t } = attrs;
  const remoteJidAlt = attrs['sender_pn'] ?? attrs['sender_lid'];
  const participantAlt = attrs['participant_pn'] ?? attrs['participant_lid'];
  const told = fromMessageKeys([{ remoteJid: from, remoteJidAlt, participant, participantAlt }], isOwn);
  const sender = participant ?? from;
  const named = !sender || isOwn(sender) ? [] : profileFacts({ id: sender, notify });
  return { facts: [...told.facts, ...named], pairs: told.pairs, asOf: Number(t) * 1000 || 0 };
}

/** A roster or a change of it: which LID belongs to which phone. */
export function fromMembers(members: Named[]): Told {
  return { facts: [], pairs: members.flatMap(contactPairs) };
}

function fact(kind: FactKind, id: string | null | undefined, name: string | null | undefined): Fact[] {
  const jid = personJid(id);
  return jid ? [{ kind, jid, name: cleanName(name) }] : [];
}

function profileFacts(contact: Named): Fact[] {
  const push = cleanName(contact.notify) ? fact('push', contact.id, contact.notify) : [];
  const verified = cleanName(contact.verifiedName) ? fact('verified', contact.id, contact.verifiedName) : [];
  return [...push, ...verified];
}

function contactPairs(contact: Named): LidPair[] {
  const pairs = [
    pairOf(contact.id, contact.lid),
    pairOf(contact.id, contact.phoneNumber),
    pairOf(contact.lid, contact.phoneNumber),
  ];
  return pairs.filter((pair) => pair !== undefined);
}

function chatFact(chat: HistoryChat): Fact[] {
  const title = chat.displayName || chat.name;
  return fact('chat', chat.id, isNumberOf(title, chat.id) ? null : title);
}

/** WhatsApp titles a chat with an unsaved person by the number; that is no name. */
function isNumberOf(title: string | null | undefined, id: string | null | undefined): boolean {
  const digits = title?.replace(/[\s()+.-]/g, '');
  return !!digits && digits === personJid(id)?.split('@')[0];
}
