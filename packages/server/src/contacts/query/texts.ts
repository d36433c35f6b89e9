import type { ContactFilter, ContactQuery } from '@grabber/contract';
import { type Term, termsOf } from './terms.ts';

/** What a query's texts look for, wherever in the query they stand. */
export function termsIn({ q = '', filter }: ContactQuery, country: string): Term[] {
  return [q, ...filterTexts(filter)].flatMap((text) => termsOf(text, country));
}

/** Whether a query looks for any text at all. */
export function hasText({ q = '', filter }: ContactQuery): boolean {
  return [q, ...filterTexts(filter)].some((text) => text.trim() !== '');
}

function filterTexts(filter: ContactFilter | undefined): string[] {
  const conditions = (filter?.any ?? []).flatMap(({ all }) => all);
  return conditions.flatMap((condition) => (condition.field === 'text' ? [condition.contains] : []));
}
