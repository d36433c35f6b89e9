import { type Decoded, decodeAs, decodeByLine } from './decode.ts';
import { detectEncoding } from './encoding.ts';
import { detectFormat } from './format.ts';
import { defaultLimits } from './limits.ts';
import { readAhead } from './read-ahead.ts';
import { csvRows } from './table/csv.ts';
import { detectDelimiter } from './table/delimiter.ts';
import { readTable } from './table/read.ts';
import type {
  AddressFile,
  AddressFileLayout,
  Encoding,
  ReadItem,
  ReadLimits,
  ReadOptions,
  ReadProblemCode,
} from './types.ts';
import { problemAt, UnreadableFile, untilUnreadable } from './unreadable.ts';
import { readCards } from './vcard/read.ts';
import { workbookRows } from './workbook/rows.ts';

/** So much of a file tells what it is. */
const judgedBytes = 64 * 1024;

type Source = { head: Uint8Array; bytes: AsyncIterable<Uint8Array>; options: ReadOptions; limits: ReadLimits };

const unknown: AddressFileLayout = { format: null, encoding: null, delimiter: null, header_line: null, columns: [] };

/**
 * Reads a file of contacts, whatever it is called: CSV, XLSX or vCard, told by its content. What is wrong with the file
 * comes as problems among the items, never as an error; only errors of the source itself are thrown.
 */
export async function openAddressFile(bytes: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<AddressFile> {
  const limits = { ...defaultLimits, ...options.limits };
  const { head, all } = await readAhead(atMost(bytes, limits.bytes), (read) => lengthOf(read) >= judgedBytes);
  const source = { head: Buffer.concat(head), bytes: all, options, limits };
  const { layout, items } = await readFormat(source);
  return { layout, items: untilUnreadable(items) };
}

async function readFormat(source: Source): Promise<AddressFile> {
  const encoding = source.options.encoding ?? detectEncoding(source.head);
  const format = detectFormat(source.head, encoding);
  switch (format) {
    case 'csv':
      return readCsv(source, encoding);
    case 'xlsx':
      return readWorkbook(source);
    case 'vcard':
      return readVcards(source, encoding);
    default:
      return { layout: unknown, items: refuse(source.bytes, format) };
  }
}

async function readCsv({ head, bytes, options, limits }: Source, encoding: Encoding): Promise<AddressFile> {
  const decoded: Decoded = { utf8: false, windows1252: false };
  const known = options.encoding !== undefined || encoding.startsWith('utf-16');
  const text = known ? decodeAs(bytes, encoding) : decodeByLine(bytes, decoded);
  const start = new TextDecoder(encoding).decode(head, { stream: true });
  const delimiter = options.delimiter ?? detectDelimiter(start);
  const { layout, items } = await readTable(csvRows(text, delimiter, limits), options, limits);
  return { layout: { ...unknown, format: 'csv', encoding, delimiter, ...layout }, items: withMixed(items, decoded) };
}

async function readWorkbook({ bytes, options, limits }: Source): Promise<AddressFile> {
  const { layout, items } = await readTable(workbookRows(bytes, options, limits), options, limits);
  return { layout: { ...unknown, format: 'xlsx', ...layout }, items };
}

function readVcards({ bytes, options, limits }: Source, encoding: Encoding): AddressFile {
  const singleByte = encoding.startsWith('utf-16') ? encoded(decodeAs(bytes, encoding)) : bytes;
  const items = readCards(singleByte, options.default_country, limits);
  return { layout: { ...unknown, format: 'vcard', encoding }, items };
}

async function* encoded(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of text) yield Buffer.from(piece);
}

async function* withMixed(items: AsyncIterable<ReadItem>, decoded: Decoded): AsyncGenerator<ReadItem> {
  yield* items;
  if (decoded.utf8 && decoded.windows1252) yield problemAt(null, 'mixed_encodings');
}

/** Closes the source, and says why nothing of it is read. */
async function* refuse(bytes: AsyncIterable<Uint8Array>, code: ReadProblemCode): AsyncGenerator<ReadItem> {
  for await (const _ of bytes) break;
  yield { kind: 'problem', line: null, code, ends: true };
}

async function* atMost(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > limit) throw new UnreadableFile('file_too_large');
    yield chunk;
  }
}

function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
