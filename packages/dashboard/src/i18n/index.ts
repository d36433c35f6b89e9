export { pageTexts, type Translate } from './page-texts.ts';
export { type Language, language, setLanguage } from './setup.ts';
