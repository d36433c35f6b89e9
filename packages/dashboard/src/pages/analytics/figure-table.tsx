import type { ReactNode } from 'react';
import { Table } from '../../shared/index.ts';
import classes from './figure-table.module.css';

type FigureTableProps = {
  /** What the table tells, for screen readers. */
  caption: string;
  head: string[];
  /** How many columns from the first on are words; the others are figures. */
  words?: number;
  rows: { key: string | number; cells: ReactNode[] }[];
};

/** The figures of a chart as a table. */
export function FigureTable({ caption, head, words = 1, rows }: FigureTableProps) {
  return (
    <Table label={caption} maxHeight={320} className={classes['figures']}>
      <thead>
        <tr>
          {head.map((name, column) => (
            <th key={name} scope="col" data-numeric={column >= words || undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, column) => (
              <td key={head[column]} data-numeric={column >= words || undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
