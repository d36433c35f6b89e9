import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useContactsTexts } from './texts.ts';

const keys = [
  ['/', 'key_search'],
  ['↑ ↓ / J K', 'key_move'],
  ['Enter', 'key_open'],
  ['X', 'key_select'],
  ['Shift + X', 'key_range'],
  ['Ctrl + A', 'key_all'],
  ['E', 'key_edit'],
  ['Esc', 'key_close'],
  ['Ctrl + K', 'key_palette'],
  ['?', 'key_help'],
] as const;

/** Everything that the keyboard does on this page. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useContactsTexts();
  return (
    <Modal opened={opened} onClose={onClose} title={t('keys')} centered>
      <Stack gap="xs">
        {keys.map(([key, what]) => (
          <Group key={what} justify="space-between" wrap="nowrap">
            <Text size="sm">{t(what)}</Text>
            <Kbd>{key}</Kbd>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
