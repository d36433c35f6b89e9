import { Alert, Loader, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';

/** How far the first sync came: it runs, or it ended without some parts. */
export function SyncNotice({ session: { status, sync_state, sync_missing } }: { session: Session }) {
  const t = useAccountTexts();
  if (sync_state === 'running' && status === 'connected') {
    return (
      <Alert color="blue" variant="light" icon={<Loader size={18} aria-hidden />} title={t('sync_title')} role="status">
        <Text size="sm">{t('sync_hint')}</Text>
      </Alert>
    );
  }
  if (sync_state !== 'incomplete') return null;
  const parts = (sync_missing ?? []).map((part) => t(`part_${part}`)).join(', ');
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('sync_incomplete')}>
      <Text size="sm">{t('sync_incomplete_hint', { parts })}</Text>
    </Alert>
  );
}
