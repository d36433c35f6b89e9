import { Button, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBrandWhatsapp, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { read, useCan } from '../../api/index.ts';
import { EmptyState, ErrorNotice, Page } from '../../shared/index.ts';
import { AccountGlance } from '../home/account-glance.tsx';
import { useAccountTexts } from './texts.ts';

const AddAccount = lazy(async () => ({ default: (await import('./adding/add-account.tsx')).AddAccount }));

/** All accounts, and the way to a new one. */
export function AccountsPage() {
  const t = useAccountTexts();
  const can = useCan();
  const [adding, add] = useDisclosure();
  const { data, error, refetch } = useQuery(read('GET /api/sessions'));
  const overview = useQuery({ ...read('GET /api/analytics/overview'), enabled: can('contacts:read') });
  const figures = overview.data?.data.sessions;
  const mayAdd = can('sessions:create') || can('sessions:write');
  const button = mayAdd && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} hint={t('hint')} actions={data && data.sessions.length > 0 && button}>
      <ErrorNotice error={error} onRetry={refetch} />
      {data?.sessions.length === 0 && (
        <EmptyState icon={IconBrandWhatsapp} title={t('none')} why={t('none_why')} action={button} />
      )}
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {data?.sessions.map((session) => (
          <AccountGlance
            key={session.session_id}
            level={2}
            session={session}
            figures={figures?.find(({ session_id }) => session_id === session.session_id)}
          />
        ))}
      </SimpleGrid>
      <Suspense>{adding && <AddAccount onClose={add.close} />}</Suspense>
    </Page>
  );
}
