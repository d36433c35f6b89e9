import type { ContactDetails } from '@grabber/contract';
import { Alert, Badge, Button, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBrandWhatsapp, IconEyeOff, IconUserQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { failedWith, read } from '../../../api/index.ts';
import { CopyButton, DateTime, EmptyState, ErrorNotice } from '../../../shared/index.ts';
import { isHidden, nameOf } from '../names.ts';
import { displayPhone } from '../phone.ts';
import { useContactsTexts } from '../texts.ts';
import { AccountsPart } from './accounts-part.tsx';
import { GroupsPart } from './groups-part.tsx';
import { NamesPart } from './names-part.tsx';
import { OwnFieldsPart } from './own-fields-part.tsx';
import { TagsPart } from './tags-part.tsx';
import { useDrawerTexts } from './texts.ts';
import { Timeline } from './timeline.tsx';

type Props = { id: number; edit: boolean; onClose: () => void };

/** Everything that is known of one person, and what the user adds. */
export function ContactDrawer({ id, edit, onClose }: Props) {
  const t = useDrawerTexts();
  const small = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const { data, error } = useQuery(read('GET /api/contacts/{id}', { params: { id } }));
  const details = data?.data;
  return (
    <Drawer opened onClose={onClose} position="right" size={small ? '100%' : 500} title={t('contact')}>
      {failedWith(error, 'contact_not_found') ? (
        <EmptyState icon={IconUserQuestion} title={t('not_found')} why={t('not_found_why')} />
      ) : (
        <ErrorNotice error={error} />
      )}
      {!details && !error && <Skeleton height={240} />}
      {details && <Details key={id} details={details} edit={edit} />}
    </Drawer>
  );
}

function Details({ details, edit }: { details: ContactDetails; edit: boolean }) {
  const t = useDrawerTexts();
  const { contact, person } = details;
  return (
    <Stack gap="lg">
      <Who details={details} />
      <Part title={t('tags')}>
        <TagsPart contact={contact} />
      </Part>
      <Part title={t('own')} why={t('own_why')}>
        <OwnFieldsPart contact={contact} edit={edit} />
      </Part>
      <Part title={t('names')}>
        <NamesPart contact={contact} />
      </Part>
      <Part title={t('groups')}>
        <GroupsPart memberships={person.memberships} />
      </Part>
      <Part title={t('accounts')}>
        <AccountsPart contacts={person.contacts} />
      </Part>
      <Part title={t('timeline')}>
        <Timeline id={contact.id} of="contact" />
      </Part>
    </Stack>
  );
}

function Part({ title, why, children }: { title: string; why?: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={3} size="h5" mb={4}>
        {title}
      </Title>
      {why && (
        <Text size="xs" c="dimmed" mb="xs">
          {why}
        </Text>
      )}
      {children}
    </section>
  );
}

function Who({ details: { contact } }: { details: ContactDetails }) {
  const t = useContactsTexts();
  return (
    <Stack gap={6}>
      <Title order={2} size="h3">
        {nameOf(contact) ?? t('no_name')}
      </Title>
      {contact.phone_number && (
        <Group gap="xs">
          <Text className="numbers">{displayPhone(contact.phone_number)}</Text>
          <CopyButton value={`+${contact.phone_number}`} />
          {!contact.opted_out && (
            <Button
              component="a"
              href={`https://wa.me/${contact.phone_number}`}
              target="_blank"
              rel="noreferrer"
              variant="default"
              size="xs"
              leftSection={<IconBrandWhatsapp size={14} aria-hidden />}
            >
              {t('chat')}
            </Button>
          )}
        </Group>
      )}
      <Group gap={6}>
        {contact.is_business && <Mark color="blue">{t('business')}</Mark>}
        {contact.opted_out && <Mark color="red">{t('opted_out')}</Mark>}
        {contact.removed_at && <Mark color="gray">{t('removed')}</Mark>}
        {contact.deleted_at && (
          <Mark color="orange">
            <DateTime at={contact.deleted_at} dateOnly />
          </Mark>
        )}
      </Group>
      {isHidden(contact) && (
        <Alert role="note" variant="light" color="gray" icon={<IconEyeOff aria-hidden />} title={t('hidden_number')}>
          {t('hidden_number_why')}
        </Alert>
      )}
    </Stack>
  );
}

function Mark({ color, children }: { color: string; children: ReactNode }) {
  return (
    <Badge variant="light" color={color} tt="none">
      {children}
    </Badge>
  );
}
