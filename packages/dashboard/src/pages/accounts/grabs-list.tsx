import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { DateTime, EmptyState, useDurationText, WorkStatusChip } from '../../shared/index.ts';
import { GrabCounts } from './grab-counts.tsx';
import { GrabDetails } from './grab-details.tsx';
import { useAccountTexts } from './texts.ts';
import type { Grab } from './types.ts';

/** The grabs that ended, newest first; each opens to what failed and what it found different. */
export function GrabsList({ grabs }: { grabs: Grab[] }) {
  const t = useAccountTexts();
  if (grabs.length === 0) {
    return <EmptyState icon={IconDownload} title={t('grabs_none')} why={t('grabs_none_why')} />;
  }
  return (
    <Stack gap="xs">
      {grabs.map((grab) => (
        <GrabRow key={grab.id} grab={grab} />
      ))}
    </Stack>
  );
}

function GrabRow({ grab }: { grab: Grab }) {
  const t = useAccountTexts();
  const duration = useDurationText();
  const [opened, setOpened] = useState(false);
  const { started_at, finished_at } = grab;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" gap="xs">
        <div>
          <Group gap="xs">
            <Text fw={600} component="span">
              {t(`kind_${grab.kind}`)}
            </Text>
            <WorkStatusChip status={grab.status} />
          </Group>
          <Text size="xs" c="dimmed">
            <DateTime at={grab.created_at} />
            {started_at && finished_at && ` · ${duration(Date.parse(finished_at) - Date.parse(started_at))}`}
          </Text>
          <GrabCounts grab={grab} />
        </div>
        <Button
          variant="default"
          size="xs"
          aria-expanded={opened}
          aria-label={`${t('details')}: #${grab.id}`}
          onClick={() => setOpened(!opened)}
        >
          {t('details')}
        </Button>
      </Group>
      {opened && <GrabDetails grab={grab} />}
    </Paper>
  );
}
