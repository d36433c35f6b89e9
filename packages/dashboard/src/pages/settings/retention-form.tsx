import type { Retention } from '@grabber/contract';
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { followJob } from '../../jobs/index.ts';
import { ConfirmDestructive, ErrorNotice } from '../../shared/index.ts';
import { useSettingsTexts } from './texts.ts';
import { useSettings } from './use-settings.ts';

const kinds = [
  'changes_days',
  'grab_errors_days',
  'inactive_contacts_days',
  'trash_days',
  'webhook_deliveries_days',
  'audit_days',
] as const satisfies readonly (keyof Retention)[];

/** After how many days each kind of data is removed; empty: never. */
export function RetentionForm() {
  const t = useSettingsTexts();
  const { settings, error, isPending, save } = useSettings();
  const [changed, setChanged] = useState<Partial<Retention>>({});
  const value = (kind: keyof Retention) => (kind in changed ? changed[kind] : settings?.retention[kind]) ?? '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save({ retention: changed });
      }}
    >
      <Stack gap="sm">
        {kinds.map((kind) => (
          <Group key={kind} justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm" component="label" htmlFor={`keep-${kind}`}>
              {t(kind)}
            </Text>
            <NumberInput
              id={`keep-${kind}`}
              w={140}
              style={{ flex: 'none' }}
              min={1}
              max={36_500}
              allowDecimal={false}
              suffix={` ${t('days')}`}
              placeholder={t('for_good')}
              disabled={!settings}
              value={value(kind)}
              onChange={(days) => setChanged({ ...changed, [kind]: typeof days === 'number' ? days : null })}
            />
          </Group>
        ))}
        <ErrorNotice error={error} />
        <Group gap="xs">
          <Button type="submit" loading={isPending} disabled={!settings}>
            {t('save')}
          </Button>
          <RunNow />
        </Group>
      </Stack>
    </form>
  );
}

function RunNow() {
  const t = useSettingsTexts();
  const [asked, setAsked] = useState(false);
  const run = useChange('POST /api/settings/retention/run', {
    refreshes: ['GET /api/jobs'],
    onDone: ({ data }) => {
      followJob(data.job.id);
      setAsked(false);
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('clear_now')}
      </Button>
      <ConfirmDestructive
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('clear_now')}
        action={t('clear_action')}
        pending={run.isPending}
        error={run.error}
        onConfirm={() => run.mutate(undefined)}
      >
        {t('clear_what')}
      </ConfirmDestructive>
    </>
  );
}
