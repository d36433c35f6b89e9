import type { ILogger } from '@whiskeysockets/baileys/lib/Utils/logger.js';

const nothing = (): void => undefined;

/** A Baileys logger that says nothing. */
export const silentLogger: ILogger = {
  level: 'silent',
  child: () => silentLogger,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
