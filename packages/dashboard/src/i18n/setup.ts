import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'id' | 'en';
const storageKey = 'grabber-language';

/** The language of the page now. */
export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'id';
}

/** Speaks another language from now on, and in this browser next time. */
export async function setLanguage(next: Language): Promise<void> {
  localStorage.setItem(storageKey, next);
  await i18next.changeLanguage(next);
}

i18next.on('languageChanged', (now) => {
  document.documentElement.lang = now;
});

void i18next.use(initReactI18next).init({
  lng: localStorage.getItem(storageKey) === 'en' ? 'en' : 'id',
  fallbackLng: 'id',
  resources: {},
  // Keys are flat, and React escapes by itself.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});
