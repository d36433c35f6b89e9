import type { AnswerOf, ImportedFile } from '@grabber/contract';
import { Anchor, Button, FileButton, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { read, refresh, send } from '../../api/index.ts';
import { Ago, EmptyState, ErrorNotice, Num, Page, RequireScope } from '../../shared/index.ts';
import { ImportStatusChip } from './status-chip.tsx';
import { useImportTexts } from './texts.ts';

/** Uploaded files, newest first, and the way to a new one. */
export function ImportsPage() {
  const t = useImportTexts();
  const list = useQuery(read('GET /api/imports', { query: { limit: 100 } }));
  const imports = list.data?.data.imports ?? [];
  const upload = useUpload();
  const action = (
    <RequireScope scope="contacts:write">
      <FileButton
        onChange={(file) => file && upload.mutate(file)}
        accept=".csv,.tsv,.txt,.xlsx,.vcf,text/csv,text/vcard"
        inputProps={{ 'aria-label': t('choose') }}
      >
        {(props) => (
          <Button {...props} leftSection={<IconUpload size={16} aria-hidden />} loading={upload.isPending}>
            {t('choose')}
          </Button>
        )}
      </FileButton>
    </RequireScope>
  );
  return (
    <Page title={t('title')} hint={t('hint')} actions={imports.length > 0 && action}>
      <ErrorNotice error={upload.error ?? list.error} onRetry={list.error ? list.refetch : undefined} />
      {list.isPending && <Loader />}
      {list.data && imports.length === 0 && (
        <EmptyState icon={IconUpload} title={t('nothing')} why={t('nothing_why')} action={action} />
      )}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {imports.map((one) => (
          <li key={one.id}>
            <ImportRow file={one} />
          </li>
        ))}
      </Stack>
    </Page>
  );
}

/** Sends a file and opens its preview. */
function useUpload() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append('file', file, file.name);
      const answer = await send('/api/imports', { method: 'POST', body });
      return (await answer.json()) as AnswerOf<'GET /api/imports/{id}'>;
    },
    onSuccess: async ({ data }) => {
      void refresh('GET /api/imports');
      await navigate({ to: '/imports/$id', params: { id: String(data.import.id) } });
    },
  });
}

function ImportRow({ file }: { file: ImportedFile }) {
  const t = useImportTexts();
  const { id, file_name, status, counts, created_at, created_by } = file;
  return (
    <Paper withBorder px="md" py="sm">
      <Group gap="xs">
        <Title order={2} size="h5">
          <Anchor component={Link} to={`/imports/${id}`} inherit>
            {file_name}
          </Anchor>
        </Title>
        <ImportStatusChip status={status} />
      </Group>
      <Text size="sm" component="div">
        {t('new')}: <Num value={counts.new} /> · {t('update')}: <Num value={counts.update} /> · {t('duplicate')}:{' '}
        <Num value={counts.duplicate} /> · {t('invalid')}: <Num value={counts.invalid} />
      </Text>
      <Text size="sm" c="dimmed" component="div">
        <Ago at={created_at} /> · {created_by.name}
      </Text>
    </Paper>
  );
}
