import { useThrottledCallback } from '@mantine/hooks';
import { useState } from 'react';
import { pagesOf } from './page-start.ts';

/** Rows before and after those on the screen that are fetched too. */
const around = 40;
/** Who drags the bar through a long list passes pages that nobody needs. */
const lookEveryMs = 90;

/** Which pages the list needs; `look` is told the rows on the screen, and changes the pages only when others are needed. */
export function useWantedPages() {
  const [wanted, setWanted] = useState<readonly number[]>([0]);
  const look = useThrottledCallback((first: number, last: number) => {
    const next = pagesOf(first - around, last + around);
    setWanted((old) => (old.join() === next.join() ? old : next));
  }, lookEveryMs);
  return [wanted, look] as const;
}
