import type { Encoding } from './types.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** Where a text has no line ends it is decoded in pieces of this size. */
const longestBlock = 1024 * 1024;

/** The mark is kept, as the text is decoded in blocks: only at the start of the file it is none of it. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');

/** Whether lines of both encodings came; such files come from texts glued together. */
export type Decoded = { utf8: boolean; windows1252: boolean };

/** Text in a known encoding. */
export async function* decodeAs(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Text of bytes that are UTF-8, or, line by line where they are not, Windows-1252. `decoded` is filled in. */
export async function* decodeByLine(bytes: AsyncIterable<Uint8Array>, decoded: Decoded): AsyncGenerator<string> {
  let first = true;
  for await (const text of decodeBlocks(bytes, decoded)) {
    yield first ? text.replace(/^\ufeff/, '') : text;
    first = false;
  }
}

/** The text in blocks of whole lines. */
async function* decodeBlocks(bytes: AsyncIterable<Uint8Array>, decoded: Decoded): AsyncGenerator<string> {
  let rest: Uint8Array = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const block = Buffer.concat([rest, chunk]);
    const end = Math.max(block.lastIndexOf(lineFeed), block.lastIndexOf(carriageReturn)) + 1;
    const cut = end === 0 && block.length > longestBlock ? block.length : end;
    if (cut > 0) yield decodeLines(block.subarray(0, cut), decoded);
    rest = block.subarray(cut);
  }
  yield decodeLines(rest, decoded);
}

function decodeLines(block: Uint8Array, decoded: Decoded): string {
  const whole = asUtf8(block);
  if (whole !== undefined) {
    decoded.utf8 ||= whole.length !== block.length;
    return whole;
  }
  const lines = Buffer.from(block)
    .toString('latin1')
    .split(/(?<=[\r\n])/);
  return lines.map((line) => decodeLine(Buffer.from(line, 'latin1'), decoded)).join('');
}

function decodeLine(line: Uint8Array, decoded: Decoded): string {
  const text = asUtf8(line);
  if (text === undefined) {
    decoded.windows1252 = true;
    return windows1252.decode(line);
  }
  decoded.utf8 ||= text.length !== line.length;
  return text;
}

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
