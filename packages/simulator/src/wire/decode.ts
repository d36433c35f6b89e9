import { inflateSync } from 'node:zlib';
import type { WireNode } from './node.ts';
import { doubleToken, singleToken, TAG } from './tokens.ts';

type Cursor = { bytes: Buffer; at: number };

/**
 * Decodes node bytes (flag byte + node) as a client sends them.
 * Throws when the bytes end early or carry an unknown tag.
 */
export function decodeNode(bytes: Uint8Array): WireNode {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = ((all[0] ?? 0) & 2) === 2 ? inflateSync(all.subarray(1)) : all.subarray(1);
  return readNode({ bytes: body, at: 0 });
}

function take(from: Cursor, size: number): Buffer {
  const end = from.at + size;
  if (end > from.bytes.length) throw new RangeError('The stanza ends before its last field.');
  const slice = from.bytes.subarray(from.at, end);
  from.at = end;
  return slice;
}

function readUint(from: Cursor, size: number): number {
  return take(from, size).readUIntBE(0, size);
}

function readListSize(from: Cursor, tag: number): number {
  if (tag === TAG.listEmpty) return 0;
  if (tag === TAG.list8) return readUint(from, 1);
  if (tag === TAG.list16) return readUint(from, 2);
  throw new TypeError(`Byte ${tag} does not begin a list.`);
}

function readNode(from: Cursor): WireNode {
  const size = readListSize(from, readUint(from, 1));
  const tag = readString(from);
  if (size === 0 || tag === '') throw new TypeError('A stanza needs a tag.');
  const pairs = Array.from({ length: (size - 1) >> 1 }, () => [readString(from), readString(from)] as const);
  // Not by assignment: a client's attribute named `__proto__` must not become the prototype.
  const attrs = Object.fromEntries(pairs);
  return size % 2 === 0 ? { tag, attrs, content: readContent(from) } : { tag, attrs };
}

function readContent(from: Cursor): NonNullable<WireNode['content']> {
  const tag = readUint(from, 1);
  if (tag === TAG.listEmpty || tag === TAG.list8 || tag === TAG.list16) {
    return Array.from({ length: readListSize(from, tag) }, () => readNode(from));
  }
  const size = readBinarySize(from, tag);
  return size === undefined ? readTaggedString(from, tag) : take(from, size);
}

function readBinarySize(from: Cursor, tag: number): number | undefined {
  if (tag === TAG.binary8) return readUint(from, 1);
  if (tag === TAG.binary20) return readUint(from, 3) & 0xf_ffff;
  if (tag === TAG.binary32) return readUint(from, 4);
  return undefined;
}

function readString(from: Cursor): string {
  return readTaggedString(from, readUint(from, 1));
}

function readTaggedString(from: Cursor, tag: number): string {
  if (tag === TAG.listEmpty) return '';
  if (tag >= TAG.dictionary0 && tag < TAG.dictionary0 + 4) return readDoubleToken(from, tag - TAG.dictionary0);
  if (tag === TAG.jidPair) return `${readString(from)}@${readString(from)}`;
  if (tag === TAG.deviceJid) return readDeviceJid(from);
  if (tag === TAG.hex8 || tag === TAG.nibble8) return readPacked(from, tag === TAG.hex8 ? HEX_DIGITS : NIBBLE_DIGITS);
  const size = readBinarySize(from, tag);
  if (size !== undefined) return take(from, size).toString('utf8');
  const token = singleToken(tag);
  if (token === undefined) throw new TypeError(`Byte ${tag} does not begin a string.`);
  return token;
}

function readDoubleToken(from: Cursor, dictionary: number): string {
  const token = doubleToken(dictionary, readUint(from, 1));
  if (token === undefined) throw new TypeError(`Dictionary ${dictionary} has no such word.`);
  return token;
}

const DOMAIN_SERVERS: Record<number, string> = { 0: 's.whatsapp.net', 1: 'lid', 128: 'hosted', 129: 'hosted.lid' };

function readDeviceJid(from: Cursor): string {
  const domain = readUint(from, 1);
  const device = readUint(from, 1);
  const user = readString(from);
  return `${user}${device === 0 ? '' : `:${device}`}@${DOMAIN_SERVERS[domain] ?? 's.whatsapp.net'}`;
}

const HEX_DIGITS = '0123456789ABCDEF';
const NIBBLE_DIGITS = '0123456789-.';

function readPacked(from: Cursor, digits: string): string {
  const header = readUint(from, 1);
  const packed = take(from, header & 127);
  let text = '';
  for (const byte of packed) text += (digits[byte >> 4] ?? '') + (digits[byte & 15] ?? '');
  const digitsExpected = packed.length * 2 - (header >> 7);
  return text.slice(0, digitsExpected);
}
