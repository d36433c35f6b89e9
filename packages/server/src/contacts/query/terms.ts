import { foldText } from '../../core/index.ts';
import { callingCodeOf } from '../country.ts';
import { withoutTrunkPrefix } from '../trunk-prefix.ts';

/** What must stand in the search text, in at least one of its spellings. */
export type Term = string[];

const mostWords = 8;
const phoneLike = /^\+?[\d\s().-]+$/;
const fewestDigits = 3;

/** What somebody who typed this looks for: a phone in any spelling, or words of which each must be found. */
export function termsOf(typed: string, country: string): Term[] {
  const text = foldText(typed);
  if (text === '') return [];
  if (isPhone(text)) return [spellingsOf(text, country)];
  const words = [...new Set(text.split(' '))].slice(0, mostWords);
  return words.map((word) => (isPhone(word) ? spellingsOf(word, country) : [word]));
}

/** Long numbers, then long words: what few rows hold is asked first, and the rest of those few only. */
export function rarestFirst(terms: Term[]): Term[] {
  const rank = ([text = '']: Term) => (/\d{3}/.test(text) ? 1000 : 0) + text.length;
  return terms.toSorted((a, b) => rank(b) - rank(a));
}

function isPhone(text: string): boolean {
  return phoneLike.test(text) && text.replace(/\D/g, '').length >= fewestDigits;
}

/** As it was typed, for a name may hold it; without its marks; and as WhatsApp writes phones, with the calling code. */
function spellingsOf(text: string, country: string): Term {
  const digits = text.replace(/\(0\)/g, '').replace(/\D/g, '');
  const full = international(text, digits, country);
  return [...new Set([withoutTrunkPrefix(full), full, digits, text])];
}

function international(text: string, digits: string, country: string): string {
  if (text.startsWith('+')) return digits;
  if (digits.startsWith('00') && digits.length > fewestDigits) return digits.slice(2);
  return digits.startsWith('0') ? `${callingCodeOf(country)}${digits.slice(1)}` : digits;
}
