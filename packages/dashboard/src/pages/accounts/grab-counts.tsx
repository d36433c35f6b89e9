import { Group, Text } from '@mantine/core';
import { useAccountTexts } from './texts.ts';
import type { Grab } from './types.ts';

const parts = ['groups', 'contacts', 'participants'] as const;

/** What a grab found, in a line: new, changed, the same, gone, failed. */
export function GrabCounts({ grab: { counts, errors_count } }: { grab: Grab }) {
  const t = useAccountTexts();
  const sum = (outcome: 'saved' | 'updated' | 'unchanged' | 'removed') =>
    parts.reduce((total, part) => total + counts[`${part}_${outcome}`], 0);
  return (
    <Group gap={10}>
      <Text size="sm" fw={600}>
        {t('count_new', { count: sum('saved') })}
      </Text>
      <Text size="sm">{t('count_changed', { count: sum('updated') })}</Text>
      <Text size="sm" c="dimmed">
        {t('count_same', { count: sum('unchanged') })}
      </Text>
      {sum('removed') > 0 && <Text size="sm">{t('count_gone', { count: sum('removed') })}</Text>}
      {errors_count > 0 && (
        <Text size="sm" c="var(--mantine-color-error)" fw={600}>
          {t('count_errors', { count: errors_count })}
        </Text>
      )}
    </Group>
  );
}
