const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');
const escapes = /\\(.)/gs;
/** Names of encodings that phones write and the platform does not know. */
const otherNames: Record<string, string> = {
  'utf8-mb4': 'utf-8',
  cp1252: 'windows-1252',
  'ansi_x3.4-1968': 'us-ascii',
};

/** Text of bytes in the encoding that the property names; UTF-8, or else Windows-1252, where it names none or a wrong one. */
export function textOfBytes(bytes: Uint8Array, charset: string | undefined): string {
  const named = charset && decoderOf(charset);
  if (named && named.encoding !== 'utf-8') return named.decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(otherNames[charset.toLowerCase()] ?? charset);
  } catch {
    return undefined;
  }
}

/** The bytes of a quoted-printable text whose soft line breaks are gone. */
export function decodeQuotedPrintable(text: string): Uint8Array {
  const bytes = text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

/** A value without its escapes. */
export function unescapeValue(value: string): string {
  return value.replace(escapes, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign)).trim();
}

/** The parts of a list or of a compound value, without their escapes. */
export function splitValue(value: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === separator) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, value.slice(start)].map(unescapeValue);
}
