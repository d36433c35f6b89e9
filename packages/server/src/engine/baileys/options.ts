import type { WAVersion } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { StorageOptions } from '../../storage/index.ts';
import type { EngineTimings } from './timings.ts';

/** What every worker is told; plain data, since it crosses to its thread. */
export type WorkerSettings = {
  storageOptions: StorageOptions;
  secretKey: string;
  /** Another server instead of WhatsApp, and the public key (hex) that signs its certificates. Both undefined: WhatsApp over verified TLS. */
  socketUrl: string | undefined;
  trustedRoot: string | undefined;
  /** WhatsApp Web's version to present; undefined: the pinned library's own. */
  clientVersion: WAVersion | undefined;
  groupsMinIntervalMs: number;
  addressBookMinIntervalMs: number;
  pictures: boolean;
  timings: EngineTimings;
};

export type BaileysEngineOptions = {
  storageOptions: StorageOptions;
  /** Seals credentials and keys. */
  secretKey: string;
  /** Threads; sessions are spread over them. */
  workers: number;
  socketUrl?: string | undefined;
  trustedRoot?: string | undefined;
  clientVersion?: WAVersion | undefined;
  groupsMinIntervalMs: number;
  addressBookMinIntervalMs: number;
  pictures: boolean;
  logger: Logger;
  /** Shortened by tests. */
  timings?: Partial<EngineTimings> | undefined;
};
