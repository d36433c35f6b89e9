import type { Backup } from '@grabber/contract';
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconDownload, IconShieldCheck, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { addressOf, useChange } from '../../api/index.ts';
import { Ago, ConfirmDestructive, DateTime, ErrorNotice, sayDone, useNumberText } from '../../shared/index.ts';
import { useBackupTexts } from './texts.ts';

/** One backup: verify it, take it home, delete it. */
export function BackupRow({ backup }: { backup: Backup }) {
  const t = useBackupTexts();
  const sizeText = useSizeText();
  const [asking, setAsking] = useState(false);
  const { name, created_at } = backup;
  const params = { name };
  const verify = useChange('POST /api/backups/{name}/verify');
  const remove = useChange('DELETE /api/backups/{name}', {
    refreshes: ['GET /api/backups'],
    onDone: () => {
      setAsking(false);
      sayDone(t('removed'));
    },
  });
  const check = verify.data?.data.check;
  return (
    <Paper withBorder px="md" py="sm">
      <Group justify="space-between">
        <Stack gap={2} style={{ minWidth: 0 }}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Text size="sm" c="dimmed" component="div">
            <Ago at={created_at} /> · {sizeText(backup.size)} · {t(backup.scheduled ? 'scheduled' : 'by_hand')} ·{' '}
            {t('sealed')}: {t(backup.sealed_by)}
          </Text>
          <Text size="sm" role="status">
            {check && t('verified', { rows: check.rows, tables: Object.keys(check.tables).length })}{' '}
            {check && !check.same_secret_key && t('other_key')}
          </Text>
        </Stack>
        <Group gap="xs" role="group" aria-label={t('actions', { name })}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconShieldCheck size={14} aria-hidden />}
            loading={verify.isPending}
            onClick={() => verify.mutate({ params })}
          >
            {t('verify')}
          </Button>
          <Button
            size="xs"
            variant="default"
            component="a"
            download
            href={addressOf('/api/backups/{name}/file', { params })}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('download')}
          </Button>
          <Button
            size="xs"
            color="red"
            variant="light"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('remove')}
          </Button>
        </Group>
      </Group>
      <ErrorNotice error={verify.error} />
      <ConfirmDestructive
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('remove_title')}
        action={t('remove')}
        onConfirm={() => remove.mutate({ params })}
        pending={remove.isPending}
        error={remove.error}
        typeName={name}
      >
        {name} · <DateTime at={created_at} />
      </ConfirmDestructive>
    </Paper>
  );
}

/** Bytes in the unit that people read: kB, MB, GB. */
function useSizeText(): (bytes: number) => string {
  const number = useNumberText();
  return (bytes) => {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
    const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
    const options = { style: 'unit', unit: units[step] ?? 'byte', maximumFractionDigits: 1 } as const;
    return number(bytes / 1000 ** step, options);
  };
}
