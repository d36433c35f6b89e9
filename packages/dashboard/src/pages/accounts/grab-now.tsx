import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useChange } from '../../api/index.ts';
import { ErrorNotice, RequireScope } from '../../shared/index.ts';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';

/** The button that grabs everything of an account. */
export function GrabNow({ session: { session_id, status }, busy }: { session: Session; busy: boolean }) {
  const t = useAccountTexts();
  const start = useChange('POST /api/sessions/{session_id}/grabs', {
    refreshes: ['GET /api/sessions/{session_id}/grabs'],
  });
  return (
    <RequireScope scope="grabs:run">
      <Stack gap="xs">
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={busy || status !== 'connected'}
          loading={start.isPending}
          onClick={() => start.mutate({ params: { session_id }, body: { kind: 'all' } })}
        >
          {t('grab_now')}
        </Button>
        <ErrorNotice error={start.error} />
      </Stack>
    </RequireScope>
  );
}

/** The one step after the first sync. */
export function FirstGrab({ session }: { session: Session }) {
  const t = useAccountTexts();
  return (
    <Paper withBorder p="lg">
      <Stack align="start" gap="xs">
        <Title order={2} size="h4">
          {t('ready')}
        </Title>
        <Text c="dimmed">{t('ready_hint')}</Text>
        <GrabNow session={session} busy={false} />
      </Stack>
    </Paper>
  );
}
