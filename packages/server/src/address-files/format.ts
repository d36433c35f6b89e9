import type { AddressFormat, Encoding, ReadProblemCode } from './types.ts';

const zipMark = 'PK\u0003\u0004';
/** Excel before 2007, and every Excel file with a password. */
const compoundFileMark = '\u00d0\u00cf\u0011\u00e0';
// biome-ignore lint/suspicious/noControlCharactersInRegex: what texts do not hold
const notText = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g;
const most = 0.02;

/** What the file is by its content, or why it is nothing that can be read. */
export function detectFormat(head: Uint8Array, encoding: Encoding): AddressFormat | ReadProblemCode {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1');
  if (start === zipMark) return 'xlsx';
  if (start === compoundFileMark) return 'old_or_locked_excel';
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  if (text.trim() === '') return 'empty_file';
  if (/^[ \t]*BEGIN:VCARD[ \t]*$/im.test(text)) return 'vcard';
  return looksLikeTable(text) ? 'csv' : 'unknown_format';
}

function looksLikeTable(text: string): boolean {
  if (/^\s*(?:<(?:\?xml|!doctype|html)|%PDF-|\{\s*"|\[\s*[{["])/i.test(text)) return false;
  return (text.match(notText)?.length ?? 0) <= text.length * most;
}
