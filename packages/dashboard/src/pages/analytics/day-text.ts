import { useTranslation } from 'react-i18next';

/** A calendar day, `2026-11-26`, in the words of the language. */
export function useDayText(): (day: string) => string {
  const locale = useTranslation().i18n.language === 'en' ? 'en-GB' : 'id-ID';
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}
