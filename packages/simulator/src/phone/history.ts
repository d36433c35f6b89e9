import { deflateSync } from 'node:zlib';
import { proto } from '@whiskeysockets/baileys';
import { groupJid, lidJid, phoneJid } from '../wire/jids.ts';
import type { Account, Chat, Group } from '../world/types.ts';
import { createAddressing } from './addresses.ts';

const { HistorySyncType } = proto.HistorySync;
const BOOTSTRAP_CHATS = 500;
const CHATS_PER_CHUNK = 5000;
const PUSH_NAMES_PER_CHUNK = 10_000;

/** Which part of the history a step brings. */
export type HistoryKind = 'bootstrap' | 'push-names' | 'non-blocking' | 'recent';

/** One history message of the phone: a builder, so that a large account is not in memory at once. */
export type HistoryStep = { kind: HistoryKind; build(): proto.IMessage };

/** What a newly linked device is told, in the phone's order (§6). Inline payloads, so no media server is needed. */
export function historySteps(account: Account): HistoryStep[] {
  const first = account.chats.slice(0, BOOTSTRAP_CHATS);
  const rest = chunked(account.chats.slice(BOOTSTRAP_CHATS), CHATS_PER_CHUNK);
  const recent = rest.length === 0 ? [[]] : rest;
  const addressOf = createAddressing(account);
  const named = account.knownPushNames.filter((person) => person.pushName !== '');
  return [
    {
      kind: 'bootstrap',
      build: () =>
        notification(HistorySyncType.INITIAL_BOOTSTRAP, 1, 0, {
          conversations: [...groupConversations(account), ...first.map(conversation)],
          phoneNumberToLidMappings: first.map(lidMapping),
        }),
    },
    ...chunked(named, PUSH_NAMES_PER_CHUNK).map(
      (people): HistoryStep => ({
        kind: 'push-names',
        build: () =>
          notification(HistorySyncType.PUSH_NAME, 1, 0, {
            pushnames: people.map((person) => ({ id: addressOf(person), pushname: person.pushName })),
          }),
      }),
    ),
    { kind: 'non-blocking', build: () => notification(HistorySyncType.NON_BLOCKING_DATA, 1, 0, {}) },
    ...recent.map(
      (chats, index): HistoryStep => ({
        kind: 'recent',
        build: () =>
          notification(HistorySyncType.RECENT, index + 1, Math.round((100 * (index + 1)) / recent.length), {
            conversations: chats.map(conversation),
            phoneNumberToLidMappings: chats.map(lidMapping),
          }),
      }),
    ),
  ];
}

function notification(
  syncType: proto.HistorySync.HistorySyncType,
  chunkOrder: number,
  progress: number,
  content: Partial<proto.IHistorySync>,
): proto.IMessage {
  const history = proto.HistorySync.encode({ syncType, chunkOrder, progress, ...content }).finish();
  const historySyncNotification = {
    // The notification has an enum of its own with the same values.
    syncType: syncType as number as proto.Message.HistorySyncType,
    chunkOrder,
    progress,
    initialHistBootstrapInlinePayload: deflateSync(history),
  };
  return {
    protocolMessage: { type: proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION, historySyncNotification },
  };
}

function conversation({ person, displayName }: Chat): proto.IConversation {
  return {
    id: phoneJid(person.phone),
    lidJid: lidJid(person.lid),
    ...(displayName !== undefined && { displayName }),
  };
}

function groupConversations({ groups, leftGroups }: Account): proto.IConversation[] {
  const toConversation = (readOnly: boolean) => (group: Group) => ({
    id: groupJid(group.id),
    name: group.subject,
    readOnly,
  });
  return [...groups.map(toConversation(false)), ...leftGroups.map(toConversation(true))];
}

function lidMapping({ person }: Chat): proto.IPhoneNumberToLIDMapping {
  return { pnJid: phoneJid(person.phone), lidJid: lidJid(person.lid) };
}

function chunked<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
