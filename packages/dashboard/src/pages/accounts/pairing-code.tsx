import { Button, Group, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { CopyButton, ErrorNotice, useDurationText, useNow } from '../../shared/index.ts';
import { useAccountTexts } from './texts.ts';
import type { Session } from './types.ts';

/** A code to type on the phone. It stays the same while somebody types it; only asking again makes another. */
export function PairingCode({ session: { session_id } }: { session: Session }) {
  const t = useAccountTexts();
  const [phone, setPhone] = useState('');
  const ask = useChange('POST /api/sessions/{session_id}/pairing-code');
  const code = ask.data?.data;
  return (
    <Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ params: { session_id }, body: { phone_number: phone } });
        }}
      >
        <Stack gap="xs">
          <TextInput
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            label={t('phone_label')}
            description={t('phone_hint')}
            placeholder="0812 3456 7890"
            required
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <Button type="submit" variant={code ? 'default' : 'filled'} loading={ask.isPending}>
            {t(code ? 'new_code' : 'ask_code')}
          </Button>
        </Stack>
      </form>
      <ErrorNotice error={ask.error} />
      {code && !ask.isPending && <Code code={code.pairing_code} expiresAt={code.expires_at} />}
    </Stack>
  );
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function Code({ code, expiresAt }: { code: string; expiresAt: string }) {
  const t = useAccountTexts();
  const duration = useDurationText();
  const left = Date.parse(expiresAt) - useNow();
  if (left <= 0) return <Text role="status">{t('code_gone')}</Text>;
  const letters = [...code.replace('-', '')].join(' ');
  return (
    // On a phone it would come below the screen.
    <Stack gap={4} ref={intoSight}>
      <Text size="sm" fw={600}>
        {t('your_code')}
      </Text>
      <Group>
        <Text ff="monospace" fz={30} fw={700} lts={2} aria-hidden data-testid="pairing-code">
          {code}
        </Text>
        <CopyButton value={code} />
      </Group>
      <VisuallyHidden role="status">{t('code_spoken', { letters })}</VisuallyHidden>
      <Text size="sm" c="dimmed">
        {t('code_time', { time: duration(left) })}
      </Text>
    </Stack>
  );
}
