import type { ReadLimits } from '../types.ts';
import { UnreadableFile } from '../unreadable.ts';

const longestTag = 64 * 1024;
/** Columns of three letters, from AAA (703): the reader would fill the row up to them. */
const farCell = /^(?:[^\s:]*:)?c\s(?:[\s\S]*\s)?r\s*=\s*["']?\s*\$?[a-z]{3}/i;
const rowTag = /^(?:[^\s:]*:)?row[\s>/]/;
const cellTag = /^(?:[^\s:]*:)?c[\s>/]/;
/** Parts that the reader opens through a relationship must be among those that are looked through. */
const relationshipTag = /^(?:[^\s:]*:)?Relationship\s/;
const openedPart = /\/(?:worksheet|officeDocument|sharedStrings|styles)\s*["']/i;
const plainTarget = /\sTarget\s*=\s*(?:"[^"&]*\.xml"|'[^'&]*\.xml')/i;
const hiddenType = /\sType\s*=\s*["'][^"']*&#/i;

/**
 * Looks through the XML of a workbook before the reader gets it, and refuses what would make it run for hours or fill
 * the memory: unclosed tags and comments, endless texts, millions of empty elements, cells far to the right.
 */
export function createXmlCheck(limits: ReadLimits) {
  let rest = '';
  let elements = 0;
  let cells = 0;

  function checkTag(tag: string): void {
    elements += 1;
    if (elements > limits.unpacked_elements) throw new UnreadableFile('unpacks_too_large');
    if (tag.startsWith('/')) return;
    if (relationshipTag.test(tag) && !isPlainRelationship(tag)) throw new UnreadableFile('broken_workbook');
    if (rowTag.test(tag)) cells = 0;
    if (!cellTag.test(tag)) return;
    cells += 1;
    if (cells > limits.columns || farCell.test(tag)) throw new UnreadableFile('too_many_columns');
  }

  return {
    add(bytes: Buffer): void {
      const text = rest + bytes.toString('latin1');
      let at = 0;
      for (;;) {
        const start = text.indexOf('<', at);
        if (textLength(text, at, start) > limits.line) throw new UnreadableFile('line_too_long');
        const end = start < 0 ? -1 : endOfTag(text, start);
        if (end < 0) break;
        checkTag(text.slice(start + 1, end + 1));
        at = end + 1;
      }
      rest = text.slice(at);
    },
    end(): void {
      if (rest.includes('<')) throw new UnreadableFile('broken_workbook');
    },
  };
}

function textLength(text: string, from: number, to: number): number {
  return (to < 0 ? text.length : to) - from;
}

function isPlainRelationship(tag: string): boolean {
  if (hiddenType.test(tag) || (tag.match(/Target\s*=/g)?.length ?? 0) > 1) return false;
  return plainTarget.test(tag) || !openedPart.test(tag);
}

/** Where the tag closes: the first `>` outside quotes; -1 when that is yet to come. */
function endOfTag(text: string, start: number): number {
  if (/^<!(?:-|\[)/.test(text.slice(start, start + 3))) throw new UnreadableFile('broken_workbook');
  const first = text.indexOf('>', start);
  if (first >= 0 && first - start < longestTag && !/["']/.test(text.slice(start, first))) return first;
  const last = Math.min(text.length, start + longestTag);
  let quote = '';
  for (let at = start; at < last; at += 1) {
    const sign = text.charAt(at);
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '>') {
      return at;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
    }
  }
  if (last < text.length) throw new UnreadableFile('broken_workbook');
  return -1;
}
