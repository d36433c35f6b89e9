import type { ContactCondition } from '@grabber/contract';
import type { ChoiceField } from './filter.ts';
import type { FilterText } from './texts.ts';

/** What a value of a choice is called: a tag's name for its id. */
export type NameOfValue = (field: ChoiceField, value: string | number) => string;
type Words = { t: FilterText; nameOf: NameOfValue; date: (time: string) => string };

/** A condition as a person reads it on a chip: "Tag: Pelanggan, Grosir", "Nomor disembunyikan". */
export function wordsOf(condition: ContactCondition, { t, nameOf, date }: Words): string {
  if (condition.field === 'text') return `“${condition.contains}”`;
  if ('is' in condition) return t(condition.is ? condition.field : `${condition.field}_not`);
  if ('in' in condition) {
    const values = condition.in.map((value) => nameOf(condition.field, value));
    const told = values.length > 3 ? `${values.slice(0, 2).join(', ')} +${values.length - 2}` : values.join(', ');
    return `${t(condition.field)}: ${condition.not ? t('not', { what: told }) : told}`;
  }
  const what = t(condition.field);
  const from = condition.from && date(condition.from);
  // The end is the first moment that does not belong to it.
  const to = condition.to && date(new Date(Date.parse(condition.to) - 1).toISOString());
  if (from && to) return t('between', { what, from, to });
  return from ? t('since', { what, from }) : t('until', { what, to: to ?? '' });
}
