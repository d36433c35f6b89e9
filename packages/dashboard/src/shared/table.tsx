import type { ReactNode } from 'react';
import classes from './table.module.css';

type TableProps = {
  label: string;
  /** Scrolled sideways below this width (pixels), and down above this height. */
  minWidth?: number;
  maxHeight?: number;
  /** More room around each cell, and the row under the pointer marked. */
  spacious?: boolean;
  className?: string | undefined;
  /** `thead` and `tbody`; cells with `data-numeric` stand at the right. */
  children: ReactNode;
};

/** A table in the looks of the page. Mantine's own brings along all that floats (20 kB). */
export function Table({ label, minWidth, maxHeight, spacious = false, className = '', children }: TableProps) {
  const table = (
    <table
      aria-label={label}
      className={`${classes['table']} ${spacious ? classes['spacious'] : ''} ${className}`}
      style={{ minWidth }}
    >
      {children}
    </table>
  );
  if (minWidth === undefined && maxHeight === undefined) return table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled is reached by the keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-label={label} tabIndex={0} className={classes['scroller']} style={{ maxHeight }}>
      {table}
    </div>
  );
}
