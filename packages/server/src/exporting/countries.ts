import type { Language } from '../i18n/index.ts';

const namers: Record<Language, Intl.DisplayNames> = {
  id: new Intl.DisplayNames('id', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
};
const known = new Map<string, string>();

/** What a country is called; null when it is not known. */
export function countryName(code: string | null, language: Language): string | null {
  if (code === null) return null;
  const key = `${language}${code}`;
  const name = known.get(key) ?? namers[language].of(code) ?? code;
  known.set(key, name);
  return name;
}
