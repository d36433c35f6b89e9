import type { NewExport } from '@grabber/contract';
import { Skeleton, Stack, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { ErrorNotice } from '../../shared/index.ts';
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
      <Table.ScrollContainer
        minWidth={600}
        maxHeight={280}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('preview') } }}
      >
        <Table fz="xs" withTableBorder aria-label={t('preview')}>
          <Table.Thead>
            <Table.Tr>
              {data.headers.map((header, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headers of address books repeat
                <Table.Th key={at} scope="col" style={{ whiteSpace: 'nowrap' }}>
                  {header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.rows.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity than their place
              <Table.Tr key={line}>
                {row.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as the headers
                  <Table.Td key={at} style={{ whiteSpace: 'nowrap' }}>
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
