import { List, Paper, SegmentedControl, Stack, Tabs, Text, Title } from '@mantine/core';
import { useMediaQuery, useOs } from '@mantine/hooks';
import { IconDeviceMobile, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { PairingCode } from './pairing-code.tsx';
import { QrCode } from './qr-code.tsx';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';

/** Links a phone: by scanning, or by typing a code; with the words of the phone's own menus. */
export function PairingPanel({ session }: { session: Session }) {
  const t = useAccountTexts();
  // Gateways offer no code to type.
  const byCode = session.engine === 'baileys';
  // A phone cannot scan what it shows itself.
  const small = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [way, setWay] = useState<string | null>(small && byCode ? 'code' : 'qr');
  return (
    <Paper withBorder p="lg">
      <Title order={2} size="h4" mb="sm">
        {t('pairing')}
      </Title>
      <Tabs value={way} onChange={setWay} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="qr" leftSection={<IconQrcode size={16} aria-hidden />}>
            {t('by_qr')}
          </Tabs.Tab>
          {byCode && (
            <Tabs.Tab value="code" leftSection={<IconDeviceMobile size={16} aria-hidden />}>
              {t('by_code')}
            </Tabs.Tab>
          )}
        </Tabs.List>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 32 }}>
          <div style={{ flex: '1 1 280px' }}>
            <Steps last={t(way === 'code' ? 'step_code' : 'step_qr')} />
          </div>
          <div style={{ flex: '1 1 280px' }}>
            <Tabs.Panel value="qr">
              <QrCode session={session} />
            </Tabs.Panel>
            <Tabs.Panel value="code">
              <PairingCode session={session} />
            </Tabs.Panel>
          </div>
        </div>
      </Tabs>
    </Paper>
  );
}

function Steps({ last }: { last: string }) {
  const t = useAccountTexts();
  const os = useOs();
  const [chosen, setChosen] = useState<'android' | 'iphone'>();
  const phone = chosen ?? (os === 'ios' || os === 'macos' ? 'iphone' : 'android');
  return (
    <Stack>
      <SegmentedControl
        aria-label={t('pairing')}
        size="xs"
        value={phone}
        onChange={(value) => setChosen(value as typeof phone)}
        data={(['android', 'iphone'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <List type="ordered" spacing="xs">
        <List.Item>{t(`step_${phone}_1`)}</List.Item>
        <List.Item>{t(`step_${phone}_2`)}</List.Item>
        <List.Item>{last}</List.Item>
      </List>
      <Text size="sm" c="dimmed">
        {t('four_devices')}
      </Text>
    </Stack>
  );
}
