import { Agent } from 'node:https';
import type { SocketConfig, WAVersion } from '@whiskeysockets/baileys';
import {
  Browsers,
  DEFAULT_CONNECTION_CONFIG,
  isJidBroadcast,
  isJidNewsletter,
  makeWASocket,
  proto,
} from '@whiskeysockets/baileys';
import type { AuthState } from './auth-state.ts';
import { silentLogger } from './silent-logger.ts';
import type { EngineTimings } from './timings.ts';

export type Sock = ReturnType<typeof makeWASocket>;

const { HistorySyncType } = proto.HistorySync;

export type SocketOptions = {
  auth: AuthState;
  makeSignalRepository: SocketConfig['makeSignalRepository'];
  socketUrl: string | undefined;
  clientVersion: WAVersion | undefined;
  timings: EngineTimings;
};

/** All history but the full one, which is years of old chats; with RECENT refused Baileys would skip the address book, too. */
export function wantsHistory({ syncType }: proto.Message.IHistorySyncNotification): boolean {
  return syncType !== HistorySyncType.FULL && syncType !== HistorySyncType.ON_DEMAND;
}

/** A Baileys socket in light, read-only mode: never online, no sends, no full history, nothing logged (whatsapp-protocol.md, B). */
export function openSocket({ auth, makeSignalRepository, socketUrl, clientVersion, timings }: SocketOptions): Sock {
  return makeWASocket({
    version: clientVersion ?? DEFAULT_CONNECTION_CONFIG.version,
    auth: { creds: auth.creds, keys: auth.keys },
    makeSignalRepository,
    // Certificates are checked whatever NODE_TLS_REJECT_UNAUTHORIZED says.
    ...(socketUrl ? { waWebSocketUrl: socketUrl } : { agent: new Agent({ rejectUnauthorized: true }) }),
    browser: Browsers.macOS('Chrome'),
    syncFullHistory: false,
    shouldSyncHistoryMessage: wantsHistory,
    markOnlineOnConnect: false,
    emitOwnEvents: true,
    fireInitQueries: true,
    generateHighQualityLinkPreview: false,
    enableRecentMessageCache: false,
    shouldIgnoreJid: (jid) => isJidBroadcast(jid) || isJidNewsletter(jid),
    getMessage: async () => undefined,
    connectTimeoutMs: 30_000,
    defaultQueryTimeoutMs: 60_000,
    keepAliveIntervalMs: timings.keepAlive,
    ...(timings.qr === undefined ? {} : { qrTimeout: timings.qr }),
    logger: silentLogger,
  });
}
