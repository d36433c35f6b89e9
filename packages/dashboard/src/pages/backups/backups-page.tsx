import { Alert, Button, Code, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArchive, IconClockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { read, useChange } from '../../api/index.ts';
import { EmptyState, ErrorNotice, Page } from '../../shared/index.ts';
import { BackupRow } from './backup-row.tsx';
import { RunningBackups, useRunningBackups } from './running-backups.tsx';
import { useBackupTexts } from './texts.ts';

const week = 7 * 86_400_000;

/** The backups that lie on the server, and how to come back from one. */
export function BackupsPage() {
  const t = useBackupTexts();
  const list = useQuery(read('GET /api/backups', { query: { limit: 200 } }));
  const backups = list.data?.data.backups ?? [];
  const running = useRunningBackups();
  const make = useChange('POST /api/backups', { refreshes: ['GET /api/jobs', 'GET /api/backups'] });
  const button = (
    <Button
      leftSection={<IconArchive size={16} aria-hidden />}
      onClick={() => make.mutate({ body: {} })}
      loading={make.isPending}
    >
      {t('make')}
    </Button>
  );
  const newest = backups[0];
  const isOld = newest !== undefined && Date.parse(newest.created_at) < Date.now() - week;
  return (
    <Page title={t('title')} hint={t('hint')} actions={backups.length > 0 && button}>
      <ErrorNotice error={list.error ?? make.error} onRetry={list.error ? list.refetch : undefined} />
      <RunningBackups running={running} />
      {isOld && <Alert color="orange" icon={<IconClockExclamation aria-hidden />} title={t('old')} />}
      {list.isPending && <Loader />}
      {list.data && backups.length === 0 && running.length === 0 && (
        <EmptyState icon={IconArchive} title={t('nothing')} why={t('nothing_why')} action={button} />
      )}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {backups.map((backup) => (
          <li key={backup.name}>
            <BackupRow backup={backup} />
          </li>
        ))}
      </Stack>
      {newest && (
        <Paper withBorder p="md">
          <Title order={2} size="h4">
            {t('restore')}
          </Title>
          <Text my="xs">{t('restore_how')}</Text>
          <Code block>npx grabber restore {newest.name}</Code>
          <Text size="sm" c="dimmed" mt="xs">
            {t('restore_key')}
          </Text>
        </Paper>
      )}
    </Page>
  );
}
