import type { SocketConfig } from '@whiskeysockets/baileys';

/** Baileys' logger that says nothing: even its warnings hold stanzas, keys and numbers (whatsapp-protocol.md, trap 12). */
export const silentLogger: SocketConfig['logger'] = {
  level: 'silent',
  child: () => silentLogger,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
};
