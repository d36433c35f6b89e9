import { Button, Tabs } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useChange } from '../../api/index.ts';
import { followJob } from '../../jobs/index.ts';
import { Page, RequireScope, useSayFailed } from '../../shared/index.ts';
import { DuplicateQueue } from './duplicate-queue.tsx';
import { MergeList } from './merge-list.tsx';
import { readView, type View, views } from './search.ts';
import { useDuplicateTexts } from './texts.ts';

const route = getRouteApi('/shell/duplicates');

/** Proposals of who may be the same person, what was refused, and what was merged. */
export function DuplicatesPage() {
  const t = useDuplicateTexts();
  const sayFailed = useSayFailed();
  const { view = 'open' } = route.useSearch();
  const navigate = route.useNavigate();
  const scan = useChange('POST /api/duplicates/scan', {
    onDone: ({ data }) => followJob(data.job.id),
  });
  const action = (
    <RequireScope scope="contacts:write">
      <Button
        leftSection={<IconSearch size={16} aria-hidden />}
        loading={scan.isPending}
        onClick={() => scan.mutate({}, { onError: sayFailed })}
      >
        {t('scan')}
      </Button>
    </RequireScope>
  );
  const open = (value: string | null) => void navigate({ search: readView({ view: value }) });
  return (
    <Page title={t('title')} hint={t('hint')} actions={action}>
      <Tabs value={view} onChange={open} keepMounted={false}>
        <Tabs.List mb="md">
          {views.map((name: View) => (
            <Tabs.Tab key={name} value={name}>
              {t(name)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="open">
          <DuplicateQueue status="open" />
        </Tabs.Panel>
        <Tabs.Panel value="dismissed">
          <DuplicateQueue status="dismissed" />
        </Tabs.Panel>
        <Tabs.Panel value="merges">
          <MergeList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
