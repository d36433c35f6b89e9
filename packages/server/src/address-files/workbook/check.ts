import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { ReadLimits } from '../types.ts';
import { UnreadableFile } from '../unreadable.ts';
import { createXmlCheck } from './check-xml.ts';
import { readDirectory, type ZipEntry } from './zip-directory.ts';

/** The parts that the reader opens; pictures and the like stay packed. */
const readParts = /\.(?:xml|rels)$/i;

/** Throws what is wrong with a workbook, so that what passes can be read within the limits. */
export async function checkWorkbook(file: Buffer, limits: ReadLimits): Promise<void> {
  const entries = readDirectory(file);
  const names = new Set(entries.map(({ name }) => name));
  if (!names.has('[Content_Types].xml') || !names.has('_rels/.rels')) throw new UnreadableFile('unknown_format');
  const parts = entries.filter(({ name }) => readParts.test(name));
  const declared = parts.reduce((sum, { size }) => sum + size, 0);
  if (declared > limits.unpacked_bytes) throw new UnreadableFile('unpacks_too_large');
  for (const part of parts) await checkPart(part, limits);
}

async function checkPart(part: ZipEntry, limits: ReadLimits): Promise<void> {
  const check = createXmlCheck(limits);
  let size = 0;
  try {
    for await (const piece of unpacked(part)) {
      size += piece.length;
      if (size > part.size) throw new UnreadableFile('unpacks_too_large');
      check.add(piece);
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('broken_workbook');
  }
  check.end();
}

function unpacked(part: ZipEntry): AsyncIterable<Buffer> {
  if (!part.deflated) return Readable.from([part.packed]);
  const inflate = createInflateRaw();
  // Who reads gets the error; it may also come when nobody reads any more.
  inflate.on('error', () => {});
  inflate.end(part.packed);
  return inflate;
}
