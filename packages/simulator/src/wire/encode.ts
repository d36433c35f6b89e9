import { deflateSync } from 'node:zlib';
import type { WireNode } from './node.ts';
import { DEVICE_DOMAINS, JID_SERVERS, PACKED_MAX, TAG, tokenBytes } from './tokens.ts';
import type { ByteWriter } from './writer.ts';
import { createWriter } from './writer.ts';

const DEFLATE_FROM_BYTES = 32 * 1024;
const FLAG_RAW = 0;
const FLAG_DEFLATED = 2;
const LIST_MAX = 65_535;

const servers = JID_SERVERS.map((server) => server.replaceAll('.', '\\.')).join('|');
const PLAIN_JID = new RegExp(`^([0-9-]*)@(${servers})$`);
const DEVICE_JID = /^(\d+):([1-9]\d{0,2})@(s\.whatsapp\.net|lid)$/;
const NIBBLES = /^[0-9.-]+$/;
const HEX = /^[0-9A-F]+$/;

/**
 * Encodes a stanza to node bytes: flag byte + node, deflated when it is large (design/whatsapp-protocol.md §1.5–1.6).
 * Throws RangeError when a list has more than 65 535 items.
 */
export function encodeNode(root: WireNode): Buffer {
  const out = createWriter();
  out.byte(FLAG_RAW);
  writeNode(out, root);
  const raw = out.done();
  if (raw.length < DEFLATE_FROM_BYTES) return raw;
  return Buffer.concat([Buffer.of(FLAG_DEFLATED), deflateSync(raw.subarray(1), { level: 3 })]);
}

function writeNode(out: ByteWriter, { tag, attrs, content }: WireNode): void {
  const entries = Object.entries(attrs);
  writeListStart(out, 1 + 2 * entries.length + (content === undefined ? 0 : 1));
  writeString(out, tag);
  for (const [key, value] of entries) {
    writeString(out, key);
    writeString(out, value);
  }
  if (content !== undefined) writeContent(out, content);
}

function writeContent(out: ByteWriter, content: NonNullable<WireNode['content']>): void {
  if (typeof content === 'string') writeString(out, content);
  else if (content instanceof Uint8Array) writeBytes(out, content);
  else {
    writeListStart(out, content.length);
    for (const item of content) writeNode(out, item);
  }
}

function writeListStart(out: ByteWriter, size: number): void {
  if (size > LIST_MAX) throw new RangeError(`A list of ${size} items does not fit the format's limit of ${LIST_MAX}.`);
  if (size === 0) {
    out.byte(TAG.listEmpty);
  } else if (size < 256) {
    out.byte(TAG.list8);
    out.byte(size);
  } else {
    out.byte(TAG.list16);
    out.uint(size, 2);
  }
}

function writeString(out: ByteWriter, text: string): void {
  const token = tokenBytes(text);
  if (token) out.bytes(token);
  else if (text.length <= PACKED_MAX && NIBBLES.test(text)) writePacked(out, TAG.nibble8, text);
  else if (text.length <= PACKED_MAX && HEX.test(text)) writePacked(out, TAG.hex8, text);
  else if (!text.includes('@') || !writeJid(out, text)) writeBytes(out, Buffer.from(text, 'utf8'));
}

function writeJid(out: ByteWriter, text: string): boolean {
  const plain = PLAIN_JID.exec(text);
  if (plain) {
    const [, user = '', server = ''] = plain;
    out.byte(TAG.jidPair);
    if (user === '') out.byte(TAG.listEmpty);
    else writeString(out, user);
    writeString(out, server);
    return true;
  }
  const [, user, device, server = ''] = DEVICE_JID.exec(text) ?? [];
  if (user === undefined || Number(device) > 255) return false;
  out.byte(TAG.deviceJid);
  out.byte(DEVICE_DOMAINS[server] ?? 0);
  out.byte(Number(device));
  writeString(out, user);
  return true;
}

const NIBBLE_ODD_END = 0x0f;

function packedDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code === 0x2d) return 10;
  if (code === 0x2e) return 11;
  return code - 0x41 + 10;
}

function writePacked(out: ByteWriter, tag: number, text: string): void {
  const odd = text.length % 2;
  out.byte(tag);
  out.byte(((text.length + odd) / 2) | (odd << 7));
  for (let at = 0; at < text.length; at += 2) {
    const low = at + 1 < text.length ? packedDigit(text.charCodeAt(at + 1)) : NIBBLE_ODD_END;
    out.byte((packedDigit(text.charCodeAt(at)) << 4) | low);
  }
}

function writeBytes(out: ByteWriter, bytes: Uint8Array): void {
  if (bytes.length < 256) {
    out.byte(TAG.binary8);
    out.byte(bytes.length);
  } else if (bytes.length < 1 << 20) {
    out.byte(TAG.binary20);
    out.uint(bytes.length, 3);
  } else {
    out.byte(TAG.binary32);
    out.uint(bytes.length, 4);
  }
  out.bytes(bytes);
}
