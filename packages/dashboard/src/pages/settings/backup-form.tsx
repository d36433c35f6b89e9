import type { BackupSettings } from '@grabber/contract';
import { Button, Group, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/index.ts';
import { cronOf, type Plan, planOf } from '../accounts/schedule/plan.ts';
import { PlanFields } from '../accounts/schedule/plan-fields.tsx';
import { zonesWith } from '../accounts/schedule/zones.ts';
import { useSettingsTexts } from './texts.ts';
import { useSettings } from './use-settings.ts';

/** When a backup is made by itself, and how many are kept. */
export function BackupForm() {
  const { settings, error, isPending, save } = useSettings();
  if (!settings) return <ErrorNotice error={error} />;
  const { backup } = settings;
  return (
    <Form key={JSON.stringify(backup)} {...{ backup, error, isPending }} onSave={(next) => save({ backup: next })} />
  );
}

type FormProps = {
  backup: BackupSettings;
  error: unknown;
  isPending: boolean;
  onSave: (backup: BackupSettings) => void;
};

function Form({ backup, error, isPending, onSave }: FormProps) {
  const t = useSettingsTexts();
  const [plan, setPlan] = useState<Plan | null>(() => (backup.cron === null ? null : planOf(backup.cron)));
  const [timezone, setTimezone] = useState(backup.timezone);
  const [keep, setKeep] = useState(backup.keep);
  const cron = plan === null ? null : cronOf(plan);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (cron !== undefined) onSave({ cron, timezone, keep });
      }}
    >
      <Stack gap="sm">
        <PlanFields label={t('backup_when')} plan={plan} onChange={setPlan} />
        {plan !== null && (
          <Group grow align="end">
            <NativeSelect
              label={t('zone')}
              value={timezone}
              onChange={(event) => setTimezone(event.currentTarget.value)}
              data={zonesWith(timezone)}
            />
            <NumberInput
              label={t('backup_keep')}
              min={1}
              max={1000}
              allowDecimal={false}
              value={keep}
              onChange={(count) => setKeep(Number(count) || 1)}
            />
          </Group>
        )}
        <ErrorNotice error={error} />
        <Button type="submit" loading={isPending} disabled={cron === undefined} style={{ alignSelf: 'start' }}>
          {t('save')}
        </Button>
      </Stack>
    </form>
  );
}
