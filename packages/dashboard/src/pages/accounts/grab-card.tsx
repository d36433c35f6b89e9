import { Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useChange } from '../../api/index.ts';
import { ErrorNotice, Num, RequireScope, useDurationText, useNow, useNumberText } from '../../shared/index.ts';
import { useSharedTexts } from '../../shared/texts.ts';
import { useAccountTexts } from './texts.ts';
import type { Grab } from './types.ts';

const stages = ['waiting', 'contacts', 'groups', 'saving'] as const;
const guessAfterMs = 5000;

/** A grab that runs: its stage, what it found so far, how fast, how long it still takes, and the way to stop it. */
export function GrabCard({ grab, before }: { grab: Grab; before: Grab | undefined }) {
  const t = useAccountTexts();
  const shared = useSharedTexts();
  const number = useNumberText();
  const duration = useDurationText();
  const spent = useNow() - Date.parse(grab.started_at ?? grab.created_at);
  const cancel = useChange('POST /api/sessions/{session_id}/grabs/{grab_id}/cancel', {
    refreshes: ['GET /api/sessions/{session_id}/grabs'],
  });
  const found = sizeOf(grab);
  const rate = spent > 1000 ? found / (spent / 1000) : 0;
  const expected = before ? sizeOf(before) : 0;
  const left = spent > guessAfterMs && expected > found && rate > 0 ? ((expected - found) / rate) * 1000 : null;
  const params = { session_id: grab.session_id, grab_id: grab.id };
  return (
    <Paper withBorder p="md" component="section" aria-label={t('grabbing')}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t('grabbing')}
          </Title>
          <RequireScope scope="grabs:run">
            <Button variant="default" size="xs" loading={cancel.isPending} onClick={() => cancel.mutate({ params })}>
              {shared('cancel')}
            </Button>
          </RequireScope>
        </Group>
        <Progress
          aria-label={t('grabbing')}
          value={((stages.indexOf(grab.stage as (typeof stages)[number]) + 1) / (stages.length + 1)) * 100}
          animated
        />
        <Text size="sm" role="status">
          {`${t(`stage_${grab.stage}`)} · `}
          <Num value={grab.counts.total_contacts} /> {t('found_contacts')} · <Num value={grab.counts.total_groups} />{' '}
          {t('found_groups')} · <Num value={grab.counts.memberships} /> {t('found_members')}
        </Text>
        <Text size="xs" c="dimmed" className="numbers">
          {[
            rate > 0 && t('per_second', { rate: number(Math.round(rate)) }),
            left !== null && shared('left_about', { time: duration(left) }),
            shared('may_close'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <ErrorNotice error={cancel.error} />
      </Stack>
    </Paper>
  );
}

function sizeOf({ counts }: Grab): number {
  return counts.total_contacts + counts.total_groups + counts.memberships;
}
