import { normalisePhone } from '../phone.ts';
import type { ColumnRole, CountryCode } from '../types.ts';

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const enough = 0.6;

/** The role of a column by what stands in it; undefined when that tells nothing. */
export function roleOfContent(cells: readonly string[], country: CountryCode): ColumnRole | undefined {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (isMostly(filled, (cell) => looksLikePhone(cell, country))) return 'phone';
  if (isMostly(filled, looksLikeEmail)) return 'email';
  return isMostly(filled, looksLikeName) ? 'name' : undefined;
}

/** Whether it is a phone, not just any number: those of a running count, a date or an identity card are none. */
export function looksLikePhone(text: string, country: CountryCode): boolean {
  if (text.length > 60 || text.replace(/\P{Nd}/gu, '').length < 7) return false;
  const { digits: phone, reason } = normalisePhone(text, country);
  return phone !== null ? reason !== 'not_in_plan' : reason === 'rounded';
}

function looksLikeEmail(text: string): boolean {
  return text.length <= 320 && email.test(text);
}

function looksLikeName(text: string): boolean {
  return text.length <= 100 && /\p{L}{2}/u.test(text) && !/\d{5}|@|:\/\//.test(text);
}

function isMostly(cells: string[], is: (cell: string) => boolean): boolean {
  return cells.length > 0 && cells.filter(is).length >= cells.length * enough;
}
