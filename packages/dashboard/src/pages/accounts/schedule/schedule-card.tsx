import type { Schedule } from '@grabber/contract';
import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { read } from '../../../api/index.ts';
import { Ago, DateTime, ErrorNotice, RequireScope, StatusChip } from '../../../shared/index.ts';
import { planOf } from './plan.ts';
import { useScheduleTexts } from './texts.ts';
import { usePlanWords } from './use-plan-words.ts';

const ScheduleDialog = lazy(async () => ({ default: (await import('./schedule-dialog.tsx')).ScheduleDialog }));

/** When the account is grabbed by itself, and the way to change that. */
export function ScheduleCard({ sessionId }: { sessionId: string }) {
  const t = useScheduleTexts();
  const [opened, { open, close }] = useDisclosure();
  const { data, error } = useQuery(
    read('GET /api/sessions/{session_id}/schedule', { params: { session_id: sessionId } }),
  );
  const schedule = data?.data.schedule ?? null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="schedule">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={2} size="h4" id="schedule">
            {t('title')}
          </Title>
          <ErrorNotice error={error} />
          {data &&
            (schedule ? (
              <Words schedule={schedule} />
            ) : (
              <Text size="sm" c="dimmed">
                {t('none')}
              </Text>
            ))}
        </div>
        <RequireScope scope="sessions:write">
          <Button
            variant="default"
            leftSection={<IconCalendarClock size={16} aria-hidden />}
            disabled={!data}
            onClick={open}
          >
            {t(schedule ? 'change' : 'set')}
          </Button>
        </RequireScope>
      </Group>
      <Suspense>{opened && <ScheduleDialog sessionId={sessionId} schedule={schedule} onClose={close} />}</Suspense>
    </Paper>
  );
}

function Words({ schedule }: { schedule: Schedule }) {
  const t = useScheduleTexts();
  const words = usePlanWords();
  return (
    <>
      <Group gap="xs">
        <Text>{`${words(planOf(schedule.cron))} (${schedule.timezone})`}</Text>
        {!schedule.enabled && <StatusChip color="gray" label={t('paused')} />}
      </Group>
      <Text size="sm" c="dimmed">
        {schedule.enabled && (
          <>
            {t('next')}: <DateTime at={schedule.next_run_at} /> ·{' '}
          </>
        )}
        {t('last')}: <Ago at={schedule.last_run_at} />
      </Text>
    </>
  );
}
