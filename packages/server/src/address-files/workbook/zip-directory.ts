import { UnreadableFile } from '../unreadable.ts';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endSize = 22;
const longestComment = 0xffff;
const entrySize = 46;
const localSize = 30;
const deflated = 8;

export type ZipEntry = { name: string; packed: Buffer; deflated: boolean; size: number };

/**
 * What the directory of a ZIP file says is in it. Refused is what the workbook reader would unpack without limit: sizes
 * that are not told, and sizes beyond 4 GB.
 */
export function readDirectory(file: Buffer): ZipEntry[] {
  try {
    return entriesOf(file);
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableFile('broken_workbook');
    throw error;
  }
}

function entriesOf(file: Buffer): ZipEntry[] {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(at) !== entryMark) throw new UnreadableFile('broken_workbook');
    entries.push(readEntry(file, at));
    at += entrySize + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - endSize - longestComment);
  for (let at = file.length - endSize; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === endMark) return at;
  }
  throw new UnreadableFile('broken_workbook');
}

function readEntry(file: Buffer, at: number): ZipEntry {
  const packedSize = file.readUInt32LE(at + 20);
  const size = file.readUInt32LE(at + 24);
  const nameSize = file.readUInt16LE(at + 28);
  const local = file.readUInt32LE(at + 42);
  const name = file.toString('utf8', at + entrySize, at + entrySize + nameSize);
  if (file.readUInt32LE(local) !== localMark) throw new UnreadableFile('broken_workbook');
  const start = local + localSize + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const isFolder = name.endsWith('/');
  if (start + packedSize > file.length || (!isFolder && (packedSize === 0 || size === 0))) {
    throw new UnreadableFile('broken_workbook');
  }
  const packed = file.subarray(start, start + packedSize);
  return { name, packed, deflated: file.readUInt16LE(at + 10) === deflated, size };
}
