import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ErrorNotice } from './error-notice.tsx';
import { useSharedTexts } from './texts.ts';

export type ConfirmDestructiveProps = {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** Names what will be removed. */
  children: ReactNode;
  /** The word on the button: what happens, not “OK”. */
  action: string;
  onConfirm: () => unknown;
  pending?: boolean;
  error?: unknown;
  /** Set where there is no way back: this has to be typed first. */
  typeName?: string;
};

/** Asks before something is removed. */
export function ConfirmDialog(props: ConfirmDestructiveProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} centered>
      <Question {...props} />
    </Modal>
  );
}

function Question({ onClose, children, action, onConfirm, pending, error, typeName }: ConfirmDestructiveProps) {
  const t = useSharedTexts();
  const [typed, setTyped] = useState('');
  const sure = typeName === undefined || typed.trim() === typeName;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (sure) void onConfirm();
      }}
    >
      <Stack>
        <Text component="div">{children}</Text>
        {typeName !== undefined && (
          <>
            <Text fw={600}>{t('irreversible')}</Text>
            <TextInput
              label={t('type_name', { name: typeName })}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          </>
        )}
        <ErrorNotice error={error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" color="red" disabled={!sure} loading={pending ?? false}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
