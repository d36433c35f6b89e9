import type { ImportedFile } from '@grabber/contract';
import { Button } from '@mantine/core';
import { IconAddressBook, IconArrowBackUp, IconDownload, IconTrash, IconUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf, useChange } from '../../api/index.ts';
import { followJob } from '../../jobs/index.ts';
import { ButtonLink, ConfirmDestructive, RequireScope, useSayFailed } from '../../shared/index.ts';
import { useImportTexts } from './texts.ts';

/** Import it, take it back, or delete the file. */
export function ImportActions({ file }: { file: ImportedFile }) {
  const t = useImportTexts();
  const navigate = useNavigate();
  const sayFailed = useSayFailed();
  const [asking, setAsking] = useState<'roll_back' | 'remove'>();
  const params = { id: file.id };
  const close = () => setAsking(undefined);
  const refreshes = ['GET /api/imports/{id}', 'GET /api/imports', 'GET /api/imports/{id}/rows'] as const;
  const commit = useChange('POST /api/imports/{id}/commit', {
    refreshes: [...refreshes],
    onDone: ({ data }) => followJob(data.job.id),
  });
  const rollBack = useChange('POST /api/imports/{id}/rollback', {
    refreshes: [...refreshes],
    onDone: ({ data }) => {
      close();
      followJob(data.job.id);
    },
  });
  const remove = useChange('DELETE /api/imports/{id}', {
    refreshes: ['GET /api/imports'],
    onDone: () => navigate({ to: '/imports' }),
  });
  const wanted = file.counts.new + file.counts.update;
  const isStill = file.status !== 'committing' && file.status !== 'rolling_back';
  return (
    <RequireScope scope="contacts:write">
      {file.counts.invalid > 0 && (
        <Button
          variant="default"
          component="a"
          download
          href={addressOf('/api/imports/{id}/errors.csv', { params })}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('errors_file')}
        </Button>
      )}
      {isStill && (
        <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsking('remove')}>
          {t('remove')}
        </Button>
      )}
      {file.status === 'committed' && (
        <ButtonLink
          to="/contacts"
          search={{ sort: '-first_seen' }}
          variant="default"
          leftSection={<IconAddressBook size={16} aria-hidden />}
        >
          {t('see_contacts')}
        </ButtonLink>
      )}
      {file.status === 'committed' && (
        <Button
          color="red"
          variant="light"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => setAsking('roll_back')}
        >
          {t('roll_back')}
        </Button>
      )}
      {file.status === 'previewed' && (
        <Button
          leftSection={<IconUpload size={16} aria-hidden />}
          disabled={wanted === 0}
          loading={commit.isPending}
          onClick={() => commit.mutate({ params }, { onError: sayFailed })}
        >
          {wanted === 0 ? t('nothing_to_do') : t('commit', { count: wanted })}
        </Button>
      )}
      <ConfirmDestructive
        opened={asking === 'roll_back'}
        onClose={close}
        title={t('roll_back')}
        action={t('roll_back')}
        onConfirm={() => rollBack.mutate({ params })}
        pending={rollBack.isPending}
        error={rollBack.error}
      >
        {t('roll_back_ask', { name: file.file_name })}
      </ConfirmDestructive>
      <ConfirmDestructive
        opened={asking === 'remove'}
        onClose={close}
        title={t('remove')}
        action={t('remove')}
        onConfirm={() => remove.mutate({ params })}
        pending={remove.isPending}
        error={remove.error}
      >
        {t('remove_ask', { name: file.file_name })}
      </ConfirmDestructive>
    </RequireScope>
  );
}
