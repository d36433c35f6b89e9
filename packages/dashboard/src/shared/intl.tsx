import { useTranslation } from 'react-i18next';
import { useSharedTexts } from './texts.ts';

/** The locale of dates and numbers. */
function useLocale(): string {
  return useTranslation().i18n.language === 'en' ? 'en-GB' : 'id-ID';
}

type DateTimeProps = { at: string | null | undefined; dateOnly?: boolean };

/** An instant in the zone of whoever looks (WIB, WITA, WIT …). */
export function DateTime({ at, dateOnly = false }: DateTimeProps) {
  const locale = useLocale();
  const t = useSharedTexts();
  if (!at) return <>{t('never')}</>;
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const text = new Intl.DateTimeFormat(locale, dateOnly ? day : { ...day, ...time }).format(new Date(at));
  return <time dateTime={at}>{dateOnly ? text : `${text} ${zoneOf(new Date(at))}`}</time>;
}

/** The zone by the name that people use (WIB, not GMT+7), in both languages. */
function zoneOf(date: Date): string {
  const parts = new Intl.DateTimeFormat('id-ID', { timeZoneName: 'short' }).formatToParts(date);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** An instant as distance from now (“3 jam yang lalu”), with the exact one as its title. */
export function Ago({ at, now = Date.now() }: { at: string | null | undefined; now?: number }) {
  const locale = useLocale();
  const t = useSharedTexts();
  if (!at) return <>{t('never')}</>;
  const [amount, unit] = distance(Date.parse(at) - now);
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }).format(new Date(at));
  return (
    <time dateTime={at} title={exact}>
      {new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(amount, unit)}
    </time>
  );
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function distance(ms: number): [number, Intl.RelativeTimeFormatUnit] {
  for (const [unit, size] of units) {
    if (Math.abs(ms) >= size) return [Math.trunc(ms / size), unit];
  }
  return [Math.trunc(ms / 1000), 'second'];
}

/** A number with the separators of the language. */
export function Num({ value }: { value: number }) {
  return <span className="numbers">{useNumberText()(value)}</span>;
}

/** The same as text. */
export function useNumberText(): (value: number, options?: Intl.NumberFormatOptions) => string {
  const locale = useLocale();
  return (value, options) => new Intl.NumberFormat(locale, options).format(value);
}

/** A duration in its largest unit: “12 detik”, “3 menit”. */
export function useDurationText(): (ms: number) => string {
  const number = useNumberText();
  return (ms) => {
    const seconds = Math.max(1, Math.round(ms / 1000));
    const [value, unit] =
      seconds < 90
        ? ([seconds, 'second'] as const)
        : seconds < 5400
          ? ([Math.round(seconds / 60), 'minute'] as const)
          : ([Math.round(seconds / 3600), 'hour'] as const);
    return number(value, { style: 'unit', unit, unitDisplay: 'long' });
  };
}
