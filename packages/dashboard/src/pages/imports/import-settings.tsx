import type { ImportChange, ImportedFile, ImportPolicy } from '@grabber/contract';
import { NativeSelect, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { read, useChange } from '../../api/index.ts';
import { language } from '../../i18n/index.ts';
import { ErrorNotice, Section } from '../../shared/index.ts';
import { countriesBy } from '../settings/countries.ts';
import { useImportTexts } from './texts.ts';

const TagPicker = lazy(async () => ({ default: (await import('./tag-picker.tsx')).TagPicker }));
const policies: ImportPolicy[] = ['skip', 'update', 'create'];

/** What is done with the rows; each choice makes the preview anew. */
export function ImportSettings({ file }: { file: ImportedFile }) {
  const t = useImportTexts();
  const sessions = useQuery(read('GET /api/sessions')).data?.sessions ?? [];
  const change = useChange('PATCH /api/imports/{id}', {
    refreshes: ['GET /api/imports/{id}', 'GET /api/imports/{id}/rows', 'GET /api/imports'],
  });
  const set = (body: ImportChange) => change.mutate({ params: { id: file.id }, body });
  return (
    <Section title={t('settings')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('policy')}
          data={policies.map((value) => ({ value, label: t(`policy_${value}`) }))}
          value={file.policy}
          onChange={(event) => set({ policy: event.currentTarget.value as ImportPolicy })}
        />
        <NativeSelect
          label={t('target')}
          data={[
            { value: '', label: t('own_session') },
            ...sessions
              .filter(({ engine }) => engine !== 'none')
              .map(({ session_id, name }) => ({ value: session_id, label: name })),
          ]}
          value={file.session_id ?? ''}
          onChange={(event) => set({ session_id: event.currentTarget.value || null })}
        />
        <NativeSelect
          label={t('country')}
          data={countriesBy(language())}
          value={file.default_country}
          onChange={(event) => set({ default_country: event.currentTarget.value })}
        />
        <Suspense>
          <TagPicker label={t('tags')} value={file.tag_ids} onChange={(tag_ids) => set({ tag_ids })} />
        </Suspense>
      </SimpleGrid>
      <ErrorNotice error={change.error} />
    </Section>
  );
}
