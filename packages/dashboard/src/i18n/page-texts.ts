import './setup.ts';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

type Values = Record<string, string | number>;
/** The other languages have the same keys; where one thing is said differently, `key_one` stands beside `key`. */
type Translated<Texts> = Record<keyof Texts, string> & Partial<Record<`${Extract<keyof Texts, string>}_one`, string>>;
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/**
 * Texts of one page (or part), in both languages; gives the hook that reads them. Numbers: `{{count, number}}`.
 * `const useTexts = pageTexts('tags', { id: { title: 'Tag' }, en: { title: 'Tags' } })`, then `const t = useTexts()`.
 */
export function pageTexts<const Id extends Record<string, string>>(
  namespace: string,
  texts: { id: Id; en: Translated<NoInfer<Id>> },
): () => Translate<Extract<keyof Id, string>> {
  i18next.addResourceBundle('id', namespace, texts.id);
  i18next.addResourceBundle('en', namespace, texts.en);
  return () => {
    const { t } = useTranslation(namespace);
    return t as unknown as Translate<Extract<keyof Id, string>>;
  };
}
