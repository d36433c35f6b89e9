import type { ContactListItem } from '@grabber/contract';
import { Paper, Stack, Text } from '@mantine/core';
import { DateTime } from '../../../shared/index.ts';
import { displayPhone } from '../phone.ts';
import { useDrawerTexts } from './texts.ts';

/** What each account knows of the person. */
export function AccountsPart({ contacts }: { contacts: ContactListItem[] }) {
  const t = useDrawerTexts();
  return (
    <Stack gap="xs">
      {contacts.map((contact) => (
        <Paper key={contact.id} withBorder p="xs">
          <Text size="sm" fw={600}>
            {contact.session_name}
          </Text>
          <Text size="xs" c="dimmed">
            {contact.phone_number ? displayPhone(contact.phone_number) : t('hidden')}
            {contact.lid && ` · ${t('lid')} ${contact.lid}`}
            {` · ${t(contact.in_address_book ? 'in_book' : 'not_in_book')}`}
          </Text>
          <Text size="xs" c="dimmed">
            {t('first_seen')} <DateTime at={contact.first_seen_at} dateOnly /> · {t('last_seen')}{' '}
            <DateTime at={contact.last_seen_at} dateOnly />
          </Text>
        </Paper>
      ))}
    </Stack>
  );
}
