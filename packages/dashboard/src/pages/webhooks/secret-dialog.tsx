import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyButton, DateTime } from '../../shared/index.ts';
import { useWebhookTexts } from './texts.ts';

export type ShownSecret = { secret: string; oldValidUntil: string | null };

type SecretDialogProps = { opened: boolean; shown: ShownSecret | undefined; onClose: () => void };

/** A secret that is told once. */
export function SecretDialog({ opened, shown, onClose }: SecretDialogProps) {
  const t = useWebhookTexts();
  return (
    <Modal opened={opened} onClose={onClose} title={t('secret_title')} closeOnClickOutside={false} centered>
      <Stack>
        <Text>{t('secret_why')}</Text>
        <Code block data-testid="secret">
          {shown?.secret}
        </Code>
        {shown?.oldValidUntil && (
          <Text size="sm" c="dimmed">
            {t('old_secret')} <DateTime at={shown.oldValidUntil} />
          </Text>
        )}
        <Group justify="space-between">
          <CopyButton value={shown?.secret ?? ''} />
          <Button onClick={onClose}>{t('secret_done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
