import type { ErasurePreview, PersonRef } from '@grabber/contract';
import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconHandStop, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { call, useChange } from '../../api/index.ts';
import { Num, RequireScope, sayDone, Table, useSayFailed } from '../../shared/index.ts';
import { ErasePerson } from './erase-person.tsx';
import { saveAsFile } from './save-as-file.ts';
import { usePrivacyTexts } from './texts.ts';

type PersonHeldProps = { person: PersonRef; preview: ErasurePreview; onChanged: () => void };

/** What is kept on somebody, and what can be done about it. */
export function PersonHeld({ person, preview, onChanged }: PersonHeldProps) {
  const t = usePrivacyTexts();
  const sayFailed = useSayFailed();
  const [erasing, setErasing] = useState(false);
  const optOut = useChange('POST /api/opt-outs', {
    refreshes: ['GET /api/opt-outs'],
    onDone: () => {
      sayDone(t('opted_out'));
      onChanged();
    },
  });
  const copy = async () => {
    const { data } = await call('POST /api/personal-data', { body: person });
    saveAsFile('personal-data.json', JSON.stringify(data.personal_data, null, 2));
  };
  return (
    <Stack gap="sm">
      {preview.found ? <HeldData preview={preview} /> : <Alert color="gray">{t('nobody')}</Alert>}
      {preview.opted_out && <Alert color="orange">{t('already_out')}</Alert>}
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void copy().catch(sayFailed)}
        >
          {t('copy')}
        </Button>
        <RequireScope scope="contacts:write">
          {!preview.opted_out && (
            <Button
              variant="default"
              leftSection={<IconHandStop size={16} aria-hidden />}
              loading={optOut.isPending}
              onClick={() => optOut.mutate({ body: person }, { onError: sayFailed })}
            >
              {t('opt_out')}
            </Button>
          )}
          <Button
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setErasing(true)}
            disabled={!preview.found}
          >
            {t('erase')}
          </Button>
        </RequireScope>
      </Group>
      <ErasePerson
        person={person}
        accounts={preview.sessions.length}
        opened={erasing}
        onClose={() => setErasing(false)}
        onErased={onChanged}
      />
    </Stack>
  );
}

function HeldData({ preview: { counts, files, backups } }: { preview: ErasurePreview }) {
  const t = usePrivacyTexts();
  const nameOf = useKindNames();
  return (
    <>
      <Title order={3} size="h5">
        {t('held')}
      </Title>
      <Table label={t('held')}>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col" data-numeric>
              {t('count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(counts).map(([kind, count]) => (
            <tr key={kind}>
              <td>{nameOf(kind)}</td>
              <td data-numeric>
                <Num value={count} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {files.exports + files.imports > 0 && <Text size="sm">{t('files', files)}</Text>}
      {backups.length > 0 && (
        <Alert color="orange" title={t('in_backups')}>
          <List size="sm">
            {backups.map((name) => (
              <List.Item key={name}>{name}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

const kinds = [
  'contacts',
  'memberships',
  'changes',
  'tags',
  'lists',
  'aliases',
  'duplicates',
  'merges',
  'job_items',
  'import_rows',
  'grab_errors',
  'migration_reports',
  'engine_directory',
  'engine_lid_map',
] as const;

/** In words; a kind that this page does not know yet is told as it came. */
function useKindNames(): (kind: string) => string {
  const t = usePrivacyTexts();
  return (kind) => {
    const known = kinds.find((one) => one === kind);
    return known ? t(`kind_${known}`) : kind;
  };
}
