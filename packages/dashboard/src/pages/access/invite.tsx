import type { Role } from '@grabber/contract';
import { Button, Code, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { CopyButton, ErrorNotice } from '../../shared/index.ts';
import { useAccessTexts } from './texts.ts';

/** Makes a link with which somebody makes their own account. */
export function Invite({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useAccessTexts();
  return (
    <Modal opened={opened} onClose={onClose} title={t('invite')} centered>
      <Choice />
    </Modal>
  );
}

function Choice() {
  const t = useAccessTexts();
  const [role, setRole] = useState<Role>('operator');
  const create = useChange('POST /api/invitations');
  const token = create.data?.data.token;
  if (token) {
    const link = `${location.origin}/join#token=${token}`;
    return (
      <Stack>
        <Text size="sm">{t('invite_link')}</Text>
        <Code block>{link}</Code>
        <CopyButton value={link} />
      </Stack>
    );
  }
  return (
    <Stack>
      <Radio.Group label={t('role')} value={role} onChange={(value) => setRole(value as Role)}>
        <Stack gap="xs" mt="xs">
          {(['viewer', 'operator', 'owner'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`role_${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <ErrorNotice error={create.error} />
      <Group justify="end">
        <Button loading={create.isPending} onClick={() => create.mutate({ body: { role } })}>
          {t('create')}
        </Button>
      </Group>
    </Stack>
  );
}
