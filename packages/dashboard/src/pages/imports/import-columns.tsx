import type { ImportColumn, ImportedFile } from '@grabber/contract';
import { NativeSelect, Text } from '@mantine/core';
import { useChange } from '../../api/index.ts';
import { ErrorNotice, Section, Table } from '../../shared/index.ts';
import { useImportTexts } from './texts.ts';

type Role = ImportColumn['role'];
const roles: Role[] = [
  'name',
  'first_name',
  'middle_name',
  'last_name',
  'name_prefix',
  'name_suffix',
  'other_name',
  'phone',
  'international_phone',
  'phone_label',
  'email',
  'company',
  'note',
  'tags',
  'jid',
  'lid',
  'ignore',
];

/** What each column of the file holds, as guessed, and the way to say otherwise. */
export function ImportColumns({ file }: { file: ImportedFile }) {
  const t = useImportTexts();
  const change = useChange('PATCH /api/imports/{id}', {
    refreshes: ['GET /api/imports/{id}', 'GET /api/imports/{id}/rows', 'GET /api/imports'],
  });
  const setRole = (index: number, role: Role) => {
    const columns = file.columns.map((column) => ({
      index: column.index,
      role: column.index === index ? role : column.role,
    }));
    change.mutate({ params: { id: file.id }, body: { columns } });
  };
  return (
    <Section title={t('columns')} hint={t('columns_hint')}>
      <ErrorNotice error={change.error} />
      <Table label={t('columns')} minWidth={420}>
        <tbody>
          {file.columns.map(({ index, header, role, samples }) => (
            <tr key={index}>
              <th scope="row">{header ?? index + 1}</th>
              <td>
                <Text size="sm" c="dimmed" lineClamp={1}>
                  {samples.join(' · ')}
                </Text>
              </td>
              <td style={{ width: 220 }}>
                <NativeSelect
                  aria-label={t('column', { name: header ?? index + 1 })}
                  data={roles.map((value) => ({ value, label: t(`role_${value}`) }))}
                  value={role}
                  onChange={(event) => setRole(index, event.currentTarget.value as Role)}
                  disabled={change.isPending}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
