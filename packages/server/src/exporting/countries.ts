import type { Language } from '../i18n/index.ts';

const namers: Record<Language, Intl.DisplayNames> = {
  id: new Intl.DisplayNames('id', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
};
const known: Record<Language, Map<string, string>> = { id: new Map(), en: new Map() };

/** What a country is called; null when it is not known. */
export function countryName(code: string | null, language: Language): string | null {
  if (code === null) return null;
  const names = known[language];
  const name = names.get(code);
  if (name !== undefined) return name;
  const found = namers[language].of(code) ?? code;
  names.set(code, found);
  return found;
}
