import { DOUBLE_BYTE_TOKENS, SINGLE_BYTE_TOKENS } from '@whiskeysockets/baileys/lib/WABinary/constants.js';

/** Tag bytes of the binary stanza format (design/whatsapp-protocol.md §1.6). */
export const TAG = {
  listEmpty: 0,
  dictionary0: 236,
  deviceJid: 247,
  list8: 248,
  list16: 249,
  jidPair: 250,
  hex8: 251,
  binary8: 252,
  binary20: 253,
  binary32: 254,
  nibble8: 255,
} as const;

/** A packed string has at most this many characters. */
export const PACKED_MAX = 127;

/** Domain bytes of a device jid, by server name. */
export const DEVICE_DOMAINS: Record<string, number> = { 's.whatsapp.net': 0, lid: 1 };

/** Servers whose addresses are written as jid pairs; anything else with an `@` is plain text. */
export const JID_SERVERS = ['s.whatsapp.net', 'lid', 'g.us', 'c.us', 'broadcast', 'newsletter', 'call'];

// A Map, because a plain object would find `constructor` and `toString` on its prototype.
const TOKEN_BYTES = new Map<string, Buffer>();
SINGLE_BYTE_TOKENS.forEach((token, index) => {
  if (token) TOKEN_BYTES.set(token, Buffer.of(index));
});
DOUBLE_BYTE_TOKENS.forEach((tokens, dictionary) => {
  tokens.forEach((token, index) => {
    TOKEN_BYTES.set(token, Buffer.of(TAG.dictionary0 + dictionary, index));
  });
});

/** The one or two bytes that stand for a word of the protocol's dictionary; undefined for other strings. */
export function tokenBytes(text: string): Buffer | undefined {
  return TOKEN_BYTES.get(text);
}

/** The word behind a single-byte token. */
export function singleToken(byte: number): string | undefined {
  return byte > 0 ? (SINGLE_BYTE_TOKENS[byte] ?? undefined) : undefined;
}

/** The word behind a two-byte token of dictionary 0..3. */
export function doubleToken(dictionary: number, index: number): string | undefined {
  return DOUBLE_BYTE_TOKENS[dictionary]?.[index];
}
