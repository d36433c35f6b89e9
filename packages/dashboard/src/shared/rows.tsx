import { Group, Paper, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

export type RowColumn<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  numeric?: boolean;
  /** Left out of the cards of a small screen. */
  minor?: boolean;
  /** Its text may be long, and breaks; the others stand in one line. */
  wide?: boolean;
  /** The first line of its card on a small screen; without a header there. */
  main?: boolean;
};

type RowsProps<Row> = {
  label: string;
  columns: RowColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
};

/** Rows of a list that comes in pages: a table, and cards on a small screen. */
export function Rows<Row>({ label, columns, rows, keyOf }: RowsProps<Row>) {
  const small = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  if (small) {
    return (
      <Stack gap="xs" role="list" aria-label={label}>
        {rows.map((row) => (
          <RowCard key={keyOf(row)} columns={columns} row={row} />
        ))}
      </Stack>
    );
  }
  return (
    <Paper withBorder>
      <Table.ScrollContainer type="native" minWidth={640} tabIndex={0} aria-label={label} role="group">
        <Table verticalSpacing="xs" horizontalSpacing="md" highlightOnHover aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ key, header, numeric }) =>
                header === '' ? (
                  <Table.Td key={key} />
                ) : (
                  <Table.Th key={key} ta={numeric ? 'right' : 'left'} scope="col">
                    {header}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={keyOf(row)}>
                {columns.map(({ key, cell, numeric, wide, main }) => (
                  <Table.Td
                    key={key}
                    ta={numeric ? 'right' : 'left'}
                    style={{ whiteSpace: wide || main ? 'normal' : 'nowrap' }}
                    {...(numeric && { className: 'numbers' })}
                  >
                    {cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

function RowCard<Row>({ columns, row }: { columns: RowColumn<Row>[]; row: Row }) {
  return (
    <Paper withBorder p="sm" role="listitem">
      <Stack gap={6}>
        {columns
          .filter(({ minor }) => !minor)
          .map(({ key, header, cell, main }) =>
            main ? (
              <div key={key} style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                {cell(row)}
              </div>
            ) : (
              <Group key={key} justify="space-between" gap="xs" wrap="nowrap" align="start">
                <Text size="sm" c="dimmed" component="div">
                  {header}
                </Text>
                <Text size="sm" component="div" ta="right" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                  {cell(row)}
                </Text>
              </Group>
            ),
          )}
      </Stack>
    </Paper>
  );
}
