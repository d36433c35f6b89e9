import { Group, Text } from '@mantine/core';
import { sumsOf } from './grab-sums.ts';
import { useAccountTexts } from './texts.ts';
import type { Grab } from './types.ts';

/** What a grab found, in a line: new, changed, the same, gone, failed. */
export function GrabCounts({ grab }: { grab: Grab }) {
  const t = useAccountTexts();
  const { errors_count } = grab;
  const { saved, updated, unchanged, removed } = sumsOf(grab);
  return (
    <Group gap={10}>
      <Text size="sm" fw={600}>
        {t('count_new', { count: saved })}
      </Text>
      <Text size="sm">{t('count_changed', { count: updated })}</Text>
      <Text size="sm" c="dimmed">
        {t('count_same', { count: unchanged })}
      </Text>
      {removed > 0 && <Text size="sm">{t('count_gone', { count: removed })}</Text>}
      {errors_count > 0 && (
        <Text size="sm" c="var(--mantine-color-error)" fw={600}>
          {t('count_errors', { count: errors_count })}
        </Text>
      )}
    </Group>
  );
}
