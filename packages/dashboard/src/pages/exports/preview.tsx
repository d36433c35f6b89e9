import type { NewExport } from '@grabber/contract';
import { Skeleton, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { ErrorNotice, Table } from '../../shared/index.ts';
import { useExportTexts } from './texts.ts';

/** How many contacts, and the first lines as the file will show them. */
export function Preview({ request }: { request: NewExport }) {
  const t = useExportTexts();
  const { data, error } = useQuery({
    queryKey: ['POST /api/exports/preview', request],
    queryFn: async ({ signal }) => (await call('POST /api/exports/preview', { body: request, signal })).data,
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Skeleton height={180} />;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} role="status">
        {t('count', { count: data.count })}
      </Text>
      <Table label={t('preview')} minWidth={600} maxHeight={280}>
        <thead>
          <tr>
            {data.headers.map((header, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: headers of address books repeat
              <th key={at} scope="col" style={{ whiteSpace: 'nowrap' }}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity than their place
            <tr key={line}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as the headers
                <td key={at} style={{ whiteSpace: 'nowrap' }}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Stack>
  );
}
