import { makeZip } from 'client-zip';
import type { ExportCounts, ExportRow, ExportRows } from '../types.ts';
import { hasCard, type VcardVersion, vcard } from './card.ts';

type Split = { version: VcardVersion; cards_per_file: number; created_at: string };
type CardFile = { name: string; input: Uint8Array; lastModified: Date };

const encoder = new TextEncoder();
const longestName = 60;
/** More needs ZIP64, which the library writes for size only. */
const mostFiles = 65_535;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no file system takes them
const notInNames = /[\u0000-\u001f<>:"/\\|?*]+/g;

/** All cards in one file. */
export async function* vcardChunks(
  rows: ExportRows,
  version: VcardVersion,
  counts: ExportCounts,
): AsyncGenerator<Uint8Array> {
  for await (const batch of rows) {
    const some = cardsOf(batch, counts);
    if (some.length > 0) yield encoder.encode(some.map((row) => vcard(row, version)).join(''));
  }
}

/** A ZIP of files with so many cards each; a single card's file bears the name of its person. Fails above 65,535 files. */
export async function* vcardZip(rows: ExportRows, split: Split, counts: ExportCounts): AsyncGenerator<Uint8Array> {
  const reader = makeZip(cardFiles(rows, split, counts)).getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value;
  } finally {
    // The library ends its source by throwing into it, and hands back what it threw.
    const ended = new Error('the reader of the ZIP went away');
    await reader.cancel(ended).catch((error: unknown) => {
      if (error !== ended) throw error;
    });
  }
}

async function* cardFiles(rows: ExportRows, split: Split, counts: ExportCounts): AsyncGenerator<CardFile> {
  const lastModified = new Date(split.created_at);
  let files = 0;
  let waiting: ExportRow[] = [];
  const file = (some: ExportRow[]): CardFile => {
    files += 1;
    if (files > mostFiles) throw new RangeError(`a ZIP holds at most ${mostFiles} files; put more cards in each`);
    const input = encoder.encode(some.map((row) => vcard(row, split.version)).join(''));
    return { name: fileName(files, split.cards_per_file === 1 ? some[0] : undefined), input, lastModified };
  };
  for await (const batch of rows) {
    waiting.push(...cardsOf(batch, counts));
    let start = 0;
    for (; waiting.length - start >= split.cards_per_file; start += split.cards_per_file) {
      yield file(waiting.slice(start, start + split.cards_per_file));
    }
    waiting = waiting.slice(start);
  }
  if (waiting.length > 0) yield file(waiting);
}

function cardsOf(batch: readonly ExportRow[], counts: ExportCounts): ExportRow[] {
  const some = batch.filter(hasCard);
  counts.written += some.length;
  counts.left_out += batch.length - some.length;
  return some;
}

/** The number keeps names apart and in order. */
function fileName(number: number, person: ExportRow | undefined): string {
  const name = person?.alias ?? person?.name ?? person?.phone_number ?? '';
  const clean = [...name.toWellFormed().replace(notInNames, ' ')].slice(0, longestName).join('');
  return `${`${String(number).padStart(6, '0')} ${clean}`.replace(/[ .]+$/, '')}.vcf`;
}
