import type { ContactSelection } from '@grabber/contract';
import { Button, CloseButton, Group, Menu, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconDots, IconDownload, IconList, IconTag, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { read, useChange } from '../../../api/index.ts';
import { ConfirmDestructive, RequireScope, useSayFailed } from '../../../shared/index.ts';
import { TagBadge } from '../tag-badge.tsx';
import { useContactsTexts } from '../texts.ts';
import classes from './bulk-bar.module.css';
import { LabelMenu } from './label-menu.tsx';
import { MergeButton } from './merge-button.tsx';
import { useBulkTexts } from './texts.ts';
import { useBulk } from './use-bulk.ts';

type Props = {
  selection: ContactSelection;
  count: number;
  total: number;
  inTrash: boolean;
  onClear: () => void;
  onExport: () => void;
};

/** What can be done to the selection; stays in sight at the end of the window. */
export function BulkBar({ selection, count, total, inTrash, onClear, onExport }: Props) {
  const t = useBulkTexts();
  const say = useContactsTexts();
  return (
    <Paper className={classes['bar']} withBorder shadow="md" p="xs" role="region" aria-label={t('bar')}>
      <Group gap="xs">
        <CloseButton aria-label={say('clear_selection')} onClick={onClear} />
        <Text size="sm" fw={600} role="status" className="numbers">
          {say('selected_of', { count, total })}
        </Text>
        <div className={classes['actions']}>
          <RequireScope scope="contacts:write">
            {!inTrash && <TagMenu selection={selection} onStarted={onClear} />}
            {!inTrash && <ListMenu selection={selection} onStarted={onClear} />}
            {!inTrash && <MergeButton selection={selection} onMerged={onClear} />}
            {!inTrash && <MoreMenu selection={selection} onStarted={onClear} />}
          </RequireScope>
          <RequireScope scope="export">
            <Button variant="default" size="xs" leftSection={<IconDownload size={15} aria-hidden />} onClick={onExport}>
              {t('export')}
            </Button>
          </RequireScope>
          <RequireScope scope="contacts:write">
            {inTrash ? (
              <RestoreButton selection={selection} onStarted={onClear} />
            ) : (
              <DeleteButton selection={selection} count={count} onStarted={onClear} />
            )}
          </RequireScope>
        </div>
      </Group>
    </Paper>
  );
}

type PartProps = { selection: ContactSelection; onStarted: () => void };

function TagMenu({ selection, onStarted }: PartProps) {
  const t = useBulkTexts();
  const sayFailed = useSayFailed();
  const { run } = useBulk(selection, onStarted);
  const tags = useQuery(read('GET /api/tags')).data?.data.tags ?? [];
  const create = useChange('POST /api/tags', {
    refreshes: ['GET /api/tags'],
    onDone: ({ data }) => run({ type: 'tag_add', tag_id: data.tag.id }),
  });
  return (
    <LabelMenu
      title={t('tag')}
      icon={IconTag}
      labels={tags.map(({ id, name, color }) => ({ id, name, look: <TagBadge name={name} color={color} /> }))}
      words={{ add: t('add_tag'), remove: t('remove_tag'), create: t('new_tag'), none: t('no_tags') }}
      onAdd={(tag_id) => run({ type: 'tag_add', tag_id })}
      onRemove={(tag_id) => run({ type: 'tag_remove', tag_id })}
      onCreate={(name) => create.mutate({ body: { name } }, { onError: sayFailed })}
    />
  );
}

function ListMenu({ selection, onStarted }: PartProps) {
  const t = useBulkTexts();
  const sayFailed = useSayFailed();
  const { run } = useBulk(selection, onStarted);
  const lists = useQuery(read('GET /api/lists')).data?.data.lists ?? [];
  const create = useChange('POST /api/lists', {
    refreshes: ['GET /api/lists'],
    onDone: ({ data }) => run({ type: 'list_add', list_id: data.list.id }),
  });
  return (
    <LabelMenu
      title={t('list')}
      icon={IconList}
      labels={lists.map(({ id, name }) => ({ id, name, look: name }))}
      words={{ add: t('add_list'), remove: t('remove_list'), create: t('new_list'), none: t('no_lists') }}
      onAdd={(list_id) => run({ type: 'list_add', list_id })}
      onRemove={(list_id) => run({ type: 'list_remove', list_id })}
      onCreate={(name) => create.mutate({ body: { name } }, { onError: sayFailed })}
    />
  );
}

function MoreMenu({ selection, onStarted }: PartProps) {
  const t = useBulkTexts();
  const { run } = useBulk(selection, onStarted);
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDots size={15} aria-hidden />}>
          {t('more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => run({ type: 'opt_out' })}>{t('opt_out')}</Menu.Item>
        <Menu.Item onClick={() => run({ type: 'opt_in' })}>{t('opt_in')}</Menu.Item>
        <Menu.Item onClick={() => run({ type: 'set_status', status: 'active' })}>{t('active')}</Menu.Item>
        <Menu.Item onClick={() => run({ type: 'set_status', status: 'inactive' })}>{t('inactive')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function RestoreButton({ selection, onStarted }: PartProps) {
  const t = useBulkTexts();
  const { run, isPending } = useBulk(selection, onStarted);
  return (
    <Button
      size="xs"
      leftSection={<IconArrowBackUp size={15} aria-hidden />}
      loading={isPending}
      onClick={() => run({ type: 'restore' })}
    >
      {t('restore')}
    </Button>
  );
}

function DeleteButton({ selection, count, onStarted }: PartProps & { count: number }) {
  const t = useBulkTexts();
  const [opened, { open, close }] = useDisclosure();
  const { run, isPending } = useBulk(selection, () => {
    close();
    onStarted();
  });
  return (
    <>
      <Button variant="light" color="red" size="xs" leftSection={<IconTrash size={15} aria-hidden />} onClick={open}>
        {t('delete')}
      </Button>
      <ConfirmDestructive
        opened={opened}
        onClose={close}
        title={t('delete_title', { count })}
        action={t('delete_action')}
        pending={isPending}
        onConfirm={() => run({ type: 'delete' })}
      >
        {t('delete_what', { count })}
      </ConfirmDestructive>
    </>
  );
}
