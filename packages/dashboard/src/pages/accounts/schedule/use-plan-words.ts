import { language } from '../../../i18n/index.ts';
import type { Plan } from './plan.ts';
import { useScheduleTexts } from './texts.ts';

/** A Sunday. */
const sunday = Date.UTC(2024, 0, 7);
const dayMs = 86_400_000;

/** The days of the week in the language of the page; Sunday is 0. */
export function weekdays(): string[] {
  const format = new Intl.DateTimeFormat(language(), { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format.format(sunday + day * dayMs));
}

/** A plan as a sentence: “Setiap malam pukul 02.00”. */
export function usePlanWords(): (plan: Plan) => string {
  const t = useScheduleTexts();
  return (plan) => {
    if (plan.every === 'six_hours') return t('says_six_hours');
    if (plan.every === 'own') return t('says_own', { cron: plan.cron });
    const time = language() === 'id' ? plan.time.replace(':', '.') : plan.time;
    if (plan.every === 'week') return t('says_week', { day: weekdays()[plan.weekday] ?? '', time });
    return t(isNight(plan.time) ? 'says_night' : 'says_day', { time });
  };
}

function isNight(time: string): boolean {
  return time < '04:00' || time >= '21:00';
}
