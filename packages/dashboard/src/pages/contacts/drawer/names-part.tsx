import type { ContactListItem } from '@grabber/contract';
import { Stack, Text } from '@mantine/core';
import { useDrawerTexts } from './texts.ts';

const kinds = ['saved_name', 'push_name', 'verified_name', 'chat_name'] as const;

/** Every name that WhatsApp told, with where it comes from. */
export function NamesPart({ contact }: { contact: ContactListItem }) {
  const t = useDrawerTexts();
  const known = kinds.filter((kind) => contact[kind]);
  if (known.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('no_names')}
      </Text>
    );
  }
  return (
    <Stack gap={6}>
      {known.map((kind) => (
        <div key={kind}>
          <Text size="xs" c="dimmed">
            {t(kind)}
          </Text>
          <Text size="sm">{contact[kind]}</Text>
        </div>
      ))}
    </Stack>
  );
}
