import { Group, Paper, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Table } from './table.tsx';

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
      <Table label={label} minWidth={640} spacious>
        <thead>
          <tr>
            {columns.map(({ key, header, numeric }) =>
              header === '' ? (
                <td key={key} />
              ) : (
                <th key={key} data-numeric={numeric} scope="col">
                  {header}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, cell, numeric, wide, main }) => (
                <td key={key} data-numeric={numeric} style={{ whiteSpace: wide || main ? 'normal' : 'nowrap' }}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
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
