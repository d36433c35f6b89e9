import { ScrollArea, Table } from '@mantine/core';
import type { ReactNode } from 'react';

type FigureTableProps = {
  /** What the table tells, for screen readers. */
  caption: string;
  /** The first column names the row; all others are figures. */
  head: string[];
  rows: { key: string | number; cells: ReactNode[] }[];
};

/** The figures of a chart as a table. */
export function FigureTable({ caption, head, rows }: FigureTableProps) {
  return (
    <ScrollArea.Autosize mah={320} type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': caption }}>
      <Table striped stickyHeader aria-label={caption}>
        <Table.Thead>
          <Table.Tr>
            {head.map((name, column) => (
              <Table.Th key={name} scope="col" ta={column === 0 ? 'start' : 'end'}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, cells }) => (
            <Table.Tr key={key}>
              {cells.map((cell, column) => (
                <Table.Td key={head[column]} className="numbers" ta={column === 0 ? 'start' : 'end'}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
