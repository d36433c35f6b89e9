import { Group, NativeSelect, TextInput } from '@mantine/core';
import { cronOf, type Plan } from './plan.ts';
import { useScheduleTexts } from './texts.ts';
import { weekdays } from './use-plan-words.ts';

type Props = { label: string; plan: Plan | null; onChange: (plan: Plan | null) => void };

const kinds = ['never', 'day', 'week', 'six_hours', 'own'] as const;

/** How often, and at what time. */
export function PlanFields({ label, plan, onChange }: Props) {
  const t = useScheduleTexts();
  const setTime = (time: string) => plan && 'time' in plan && onChange({ ...plan, time });
  return (
    <>
      <NativeSelect
        label={label}
        value={plan?.every ?? 'never'}
        onChange={(event) => onChange(planLike(event.currentTarget.value, plan))}
        data={kinds.map((value) => ({ value, label: t(value) }))}
        data-autofocus
      />
      {plan && 'time' in plan && (
        <Group grow align="end">
          {plan.every === 'week' && (
            <NativeSelect
              label={t('weekday')}
              value={String(plan.weekday)}
              onChange={(event) => onChange({ ...plan, weekday: Number(event.currentTarget.value) })}
              data={weekdays().map((label, day) => ({ value: String(day), label }))}
            />
          )}
          <TextInput
            type="time"
            label={t('time')}
            required
            value={plan.time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        </Group>
      )}
      {plan?.every === 'own' && (
        <TextInput
          label={t('cron')}
          description={t('cron_hint')}
          required
          maxLength={100}
          value={plan.cron}
          onChange={(event) => onChange({ every: 'own', cron: event.currentTarget.value })}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
      )}
    </>
  );
}

/** A plan of another kind that keeps what the old one says. */
function planLike(every: string, old: Plan | null): Plan | null {
  const time = old && 'time' in old ? old.time : '02:00';
  if (every === 'six_hours') return { every };
  if (every === 'day') return { every, time };
  if (every === 'week') return { every, weekday: 0, time };
  if (every === 'own') return { every, cron: (old && cronOf(old)) ?? '0 2 * * *' };
  return null;
}
