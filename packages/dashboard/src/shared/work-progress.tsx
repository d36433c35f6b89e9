import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { StatusChip } from './status-chip.tsx';
import { useSharedTexts } from './texts.ts';
import { useTimeLeft } from './time-left.ts';

export type WorkStatus = 'queued' | 'running' | 'completed' | 'completed_with_errors' | 'failed' | 'cancelled';

type WorkProgressProps = {
  title: ReactNode;
  status: WorkStatus;
  done: number;
  /** Null while nobody knows. */
  total: number | null;
  failed?: number;
  startedAt: string | null;
  onCancel?: (() => void) | undefined;
  /** What can be done with the result. */
  children?: ReactNode;
};

const looks = {
  queued: ['gray', 'queued'],
  running: ['blue', 'running'],
  completed: ['brand', 'completed'],
  completed_with_errors: ['orange', 'completed_with_errors'],
  failed: ['red', 'job_failed'],
  cancelled: ['gray', 'cancelled'],
} as const;

/** The chip of a job's or grab's state. */
export function WorkStatusChip({ status }: { status: WorkStatus }) {
  const t = useSharedTexts();
  const [color, key] = looks[status];
  return <StatusChip color={color} label={t(key)} />;
}

/** Long work: how far it is, what failed, how long it still takes, and the way to stop it. */
export function WorkProgress({
  title,
  status,
  done,
  total,
  failed = 0,
  startedAt,
  onCancel,
  children,
}: WorkProgressProps) {
  const t = useSharedTexts();
  const active = status === 'queued' || status === 'running';
  const left = useTimeLeft(status === 'running' ? startedAt : null, done, total);
  const share = total ? Math.min(100, (done / total) * 100) : active ? 100 : 0;
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} component="div">
          {title}
        </Text>
        <WorkStatusChip status={status} />
      </Group>
      {active && (
        <Progress.Root size="md">
          <Progress.Section
            value={share}
            animated={status === 'running'}
            aria-label={typeof title === 'string' ? title : t('running')}
          />
        </Progress.Root>
      )}
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" className="numbers" role="status">
          {[
            total !== null && t('done_of', { done, total }),
            failed > 0 && t('failed_count', { count: failed }),
            left && t('left_about', { time: left }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Group gap="xs">
          {active && onCancel && (
            <Button size="xs" variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
          {children}
        </Group>
      </Group>
      {active && (
        <Text size="xs" c="dimmed">
          {t('may_close')}
        </Text>
      )}
    </Stack>
  );
}
