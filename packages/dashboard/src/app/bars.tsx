import { Alert, Text } from '@mantine/core';
import { IconFlask, IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../api/index.ts';
import { useConnected } from './connection.ts';
import { useShellTexts } from './texts.ts';

/** Says that the page has lost its server, until it is back. */
export function ConnectionBar() {
  const t = useShellTexts();
  const connected = useConnected();
  return (
    <div role="status" aria-live="polite">
      {!connected && (
        <Alert color="red" variant="light" mb="md" py="xs" icon={<IconPlugConnectedX aria-hidden />}>
          {t('lost')}
        </Alert>
      )}
    </div>
  );
}

/** Says that no real WhatsApp stands behind what is shown. */
export function SimulatorBanner() {
  const t = useShellTexts();
  const { data } = useQuery(healthQuery);
  if (!data?.simulator) return null;
  return (
    <Alert role="note" color="grape" variant="light" mb="md" py={6} icon={<IconFlask size={18} aria-hidden />}>
      <Text size="sm">{t('simulator')}</Text>
    </Alert>
  );
}
