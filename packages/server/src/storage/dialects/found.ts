import type { FoundTable } from './schema-tools.ts';
import type { Index } from './table.ts';

/** The wanted indexes that no index of the table stands in for. */
export function missingIndexes(found: FoundTable['indexes'], wanted: Index[]): Index[] {
  return wanted.filter(
    ({ columns, unique }) =>
      !found.some((index) => index.columns.join() === columns.join() && (index.unique || !unique)),
  );
}

/** The unique keys over exactly these columns, in whatever order. */
export function uniquesOver(found: FoundTable['indexes'], columns: string[]): string[] {
  const wanted = columns.toSorted().join();
  return found.filter((index) => index.unique && index.columns.toSorted().join() === wanted).map((index) => index.name);
}
