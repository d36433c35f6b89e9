import type { Schedule } from '@grabber/contract';
import { Button, Group, Modal, NativeSelect, NumberInput, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../../api/index.ts';
import { ErrorNotice, sayDone } from '../../../shared/index.ts';
import { type Draft, draftOf, settingsOf } from './draft.ts';
import { PlanFields } from './plan-fields.tsx';
import { useScheduleTexts } from './texts.ts';
import { zonesWith } from './zones.ts';

type Props = { sessionId: string; schedule: Schedule | null; onClose: () => void };

/** Asks when an account shall be grabbed by itself. */
export function ScheduleDialog(props: Props) {
  const t = useScheduleTexts();
  return (
    <Modal opened onClose={props.onClose} title={t(props.schedule ? 'change' : 'set')} centered>
      <Form {...props} />
    </Modal>
  );
}

function Form({ sessionId, schedule, onClose }: Props) {
  const t = useScheduleTexts();
  const [draft, setDraft] = useState<Draft>(() => draftOf(schedule));
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const { isPending, error, save } = useSave(sessionId, onClose);
  const body = settingsOf(draft);
  const isReady = draft.plan === null || body !== undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save(body, schedule !== null);
      }}
    >
      <Stack gap="sm">
        <PlanFields label={t('when')} plan={draft.plan} onChange={(plan) => put({ plan })} />
        {draft.plan !== null && (
          <>
            <NativeSelect
              label={t('zone')}
              value={draft.timezone}
              onChange={(event) => put({ timezone: event.currentTarget.value })}
              data={zonesWith(draft.timezone)}
            />
            <NumberInput
              label={t('jitter')}
              description={t('jitter_hint')}
              min={0}
              max={60}
              allowDecimal={false}
              value={draft.jitterMinutes}
              onChange={(minutes) => put({ jitterMinutes: Number(minutes) || 0 })}
            />
            <Switch
              label={t('address_book')}
              description={t('address_book_hint')}
              checked={draft.addressBook}
              onChange={(event) => put({ addressBook: event.currentTarget.checked })}
            />
            <Switch
              label={t('enabled')}
              checked={draft.enabled}
              onChange={(event) => put({ enabled: event.currentTarget.checked })}
            />
          </>
        )}
        <ErrorNotice error={error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={!isReady}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useSave(session_id: string, onClose: () => void) {
  const t = useScheduleTexts();
  const refreshes = ['GET /api/sessions/{session_id}/schedule'] as const;
  const closing = (words: string) => () => {
    sayDone(words);
    onClose();
  };
  const set = useChange('PUT /api/sessions/{session_id}/schedule', {
    refreshes: [...refreshes],
    onDone: closing(t('saved')),
  });
  const remove = useChange('DELETE /api/sessions/{session_id}/schedule', {
    refreshes: [...refreshes],
    onDone: closing(t('removed')),
  });
  const params = { session_id };
  return {
    isPending: set.isPending || remove.isPending,
    error: set.error ?? remove.error,
    /** Without settings the schedule is taken away, where there is one. */
    save: (body: ReturnType<typeof settingsOf>, exists: boolean) => {
      if (body) set.mutate({ params, body });
      else if (exists) remove.mutate({ params });
      else onClose();
    },
  };
}
