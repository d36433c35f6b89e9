/** Most names: no fold but of case. */
const plainAscii = /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/;

/** Longest texts that every dialect's columns hold; cut before saving. */
export const textLimits = { name: 512, sort_name: 190, search_text: 1000 };

/** Text as it may be stored: without NUL, which PostgreSQL refuses, and without halves of surrogate pairs, which all refuse or change. */
export function storableText(text: string, longest: number): string {
  const whole = text.replaceAll('\u0000', '').toWellFormed();
  if (whole.length <= longest) return whole;
  const end = isHighSurrogate(whole.charCodeAt(longest - 1)) ? longest - 1 : longest;
  return whole.slice(0, end);
}

/** Folded for sorting and searching: lower case, accents off, control characters off, one space for any white space. */
export function foldText(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{M}\p{Cc}\p{Cf}]/gu, '')
    .toLowerCase()
    .toWellFormed()
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Stands in a `sort_name` before the digits of those without a name: the last character that sorts behind every name. */
export const withoutName = '\u{10fffd}';

/** `sort_name` of a contact or group: the folded name, or, behind all names, the digits where nothing is left of it. */
export function sortNameOf(name: string | null, digits: string | null): string {
  return storableText(foldText(name ?? '') || withoutName + (digits ?? ''), textLimits.sort_name);
}

type Parts = readonly (string | null | undefined)[];

/**
 * `search_text`: every name and number once, folded, one a line so that no search matches across two. Of `always` each has its beginning in it,
 * however long the others are; of `more` what there is room for.
 */
export function searchTextOf(always: Parts, more: Parts = []): string {
  const must = foldedOnce(always);
  const { search_text: longest } = textLimits;
  const share = must.join('\n').length > longest ? Math.floor(longest / must.length) - 1 : longest;
  const parts = new Set([...must.map((part) => storableText(part, share)), ...foldedOnce(more)]);
  return storableText([...parts].join('\n'), longest);
}

function foldedOnce(parts: Parts): string[] {
  // most names of a contact are the same
  const folded = [...new Set(parts)].map((part) => foldText(part ?? ''));
  return [...new Set(folded)].filter((part) => part !== '');
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
