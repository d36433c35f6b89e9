import type { ReactNode } from 'react';
import { Table } from '../../shared/index.ts';
import classes from './figure-table.module.css';

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
    <Table label={caption} maxHeight={320} className={classes['figures']}>
      <thead>
        <tr>
          {head.map((name, column) => (
            <th key={name} scope="col" data-numeric={column > 0 || undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, column) => (
              <td key={head[column]} data-numeric={column > 0 || undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
