import { writeXlsx } from 'hucre/xlsx';
import { type AddressFileLayout, openAddressFile, type ReadItem, type ReadOptions } from './index.ts';

export type TestCell = string | number | boolean | Date | null;

/** A whole file read; pieces of `size` bytes, so that cuts fall anywhere. */
export async function readAll(
  content: string | Uint8Array,
  options: Partial<ReadOptions> = {},
  size = 64 * 1024,
): Promise<{ layout: AddressFileLayout; items: ReadItem[] }> {
  const { layout, items } = await openAddressFile(inPieces(Buffer.from(content), size), {
    default_country: 'ID',
    ...options,
  });
  return { layout, items: await collect(items) };
}

/** Each contact as a line of text: name, then phones with their reasons; problems by line and code. */
export function shown(items: readonly ReadItem[]): string[] {
  return items.map((item) => {
    if (item.kind === 'problem') return `${item.line ?? 'file'} ${item.code}${item.ends ? ', the end' : ''}`;
    const phones = item.phones.map(({ digits, reason }) => [digits ?? '?', reason].filter(Boolean).join(' '));
    return `${item.line} ${item.name ?? '-'}: ${phones.join(', ')}`;
  });
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function workbook(rows: TestCell[][], more: TestCell[][][] = []): Promise<Buffer> {
  const sheets = [rows, ...more].map((content, index) => ({ name: `Sheet ${index + 1}`, rows: content }));
  return Buffer.from(await writeXlsx({ sheets }));
}

/** A ZIP file with its parts stored as given, for what no spreadsheet program would write. */
export function zipOf(parts: Record<string, Zipped>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, { packed, size, method }] of Object.entries(parts)) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    locals.push(local, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(name));
    offset += local.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

export type Zipped = { packed: Buffer; size: number; method: 0 | 8 };
