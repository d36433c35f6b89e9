import { Badge, Button, Group, Skeleton, Tabs, Text } from '@mantine/core';
import { IconAddressBook, IconArrowLeft, IconDownload, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { failedWith, read } from '../../api/index.ts';
import { ButtonLink, EmptyState, ErrorNotice, Page, PageLink, RequireScope } from '../../shared/index.ts';
import { Timeline } from '../contacts/drawer/timeline.tsx';
import { Members } from './members.tsx';
import { useGroupTexts } from './texts.ts';

const ExportDialog = lazy(async () => ({ default: (await import('../exports/export-dialog.tsx')).ExportDialog }));
const route = getRouteApi('/shell/groups/$id');

/** One group: who is in it, with which role, and who came and went. */
export function GroupPage() {
  const t = useGroupTexts();
  const { id: given } = route.useParams();
  const id = Number(given);
  const [exporting, setExporting] = useState(false);
  const { data, error } = useQuery(read('GET /api/groups/{id}', { params: { id } }));
  const group = data?.data.group;
  if (failedWith(error, 'group_not_found') || !Number.isSafeInteger(id)) {
    return (
      <Page title={t('title')}>
        <EmptyState icon={IconUsersGroup} title={t('not_found')} why={t('not_found_why')} action={<Back />} />
      </Page>
    );
  }
  return (
    <Page
      title={group?.name ?? t('no_name')}
      hint={
        group &&
        `${group.session_name} · ${t('told_count', { told: group.participants_count ?? group.members_present, known: group.members_present })}`
      }
      actions={
        <>
          <Back />
          <RequireScope scope="export">
            <Button leftSection={<IconDownload size={16} aria-hidden />} onClick={() => setExporting(true)}>
              {t('export')}
            </Button>
          </RequireScope>
          <ButtonLink
            to="/contacts"
            search={{ filter: { any: [{ all: [{ field: 'group', in: [id] }] }] } }}
            variant="default"
            leftSection={<IconAddressBook size={16} aria-hidden />}
          >
            {t('contacts')}
          </ButtonLink>
        </>
      }
    >
      <Suspense>{exporting && <ExportDialog of={{ group_id: id }} onClose={() => setExporting(false)} />}</Suspense>
      <ErrorNotice error={error} />
      {!group && !error && <Skeleton height={280} />}
      {group && (
        <>
          {group.description && (
            <Text size="sm" maw={720} style={{ whiteSpace: 'pre-wrap' }}>
              {group.description}
            </Text>
          )}
          {(group.is_admin || group.status !== 'active') && (
            <Group gap={6}>
              {group.is_admin && (
                <Badge variant="light" tt="none">
                  {t('admin')}
                </Badge>
              )}
              {group.status !== 'active' && (
                <Badge variant="light" color="gray" tt="none">
                  {t('gone')}
                </Badge>
              )}
            </Group>
          )}
          <Tabs defaultValue="members" keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="members">{t('tab_members')}</Tabs.Tab>
              <Tabs.Tab value="history">{t('tab_history')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="members">
              <Members id={id} />
            </Tabs.Panel>
            <Tabs.Panel value="history">
              <Timeline id={id} of="group" />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Page>
  );
}

function Back() {
  const t = useGroupTexts();
  return (
    <PageLink to="/groups" size="sm">
      <Group gap={4} wrap="nowrap">
        <IconArrowLeft size={15} aria-hidden />
        {t('back')}
      </Group>
    </PageLink>
  );
}
