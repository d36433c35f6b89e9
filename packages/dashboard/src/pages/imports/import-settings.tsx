import type { ImportChange, ImportedFile, ImportPolicy } from '@grabber/contract';
import { MultiSelect, Paper, Select, SimpleGrid, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, useChange } from '../../api/index.ts';
import { ErrorNotice } from '../../shared/index.ts';
import { useImportTexts } from './texts.ts';

const policies: ImportPolicy[] = ['skip', 'update', 'create'];

/** What is done with the rows; each choice makes the preview anew. */
export function ImportSettings({ file }: { file: ImportedFile }) {
  const t = useImportTexts();
  const tags = useQuery(read('GET /api/tags')).data?.data.tags ?? [];
  const sessions = useQuery(read('GET /api/sessions')).data?.sessions ?? [];
  const [country, setCountry] = useState(file.default_country);
  const change = useChange('PATCH /api/imports/{id}', {
    refreshes: ['GET /api/imports/{id}', 'GET /api/imports/{id}/rows', 'GET /api/imports'],
  });
  const set = (body: ImportChange) => change.mutate({ params: { id: file.id }, body });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('settings')}>
      <Title order={2} size="h4" mb="sm">
        {t('settings')}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('policy')}
          data={policies.map((value) => ({ value, label: t(`policy_${value}`) }))}
          value={file.policy}
          onChange={(value) => value && set({ policy: value as ImportPolicy })}
          allowDeselect={false}
        />
        <Select
          label={t('target')}
          data={[
            { value: '', label: t('own_session') },
            ...sessions.map(({ session_id, name }) => ({ value: session_id, label: name })),
          ]}
          value={file.session_id ?? ''}
          onChange={(value) => set({ session_id: value || null })}
          allowDeselect={false}
        />
        <MultiSelect
          label={t('tags')}
          data={tags.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={file.tag_ids.map(String)}
          onChange={(chosen) => set({ tag_ids: chosen.map(Number) })}
          clearable
        />
        <TextInput
          label={t('country')}
          value={country}
          maxLength={2}
          onChange={(event) => setCountry(event.currentTarget.value.toUpperCase())}
          onBlur={() => country !== file.default_country && set({ default_country: country })}
        />
      </SimpleGrid>
      <ErrorNotice error={change.error} />
    </Paper>
  );
}
