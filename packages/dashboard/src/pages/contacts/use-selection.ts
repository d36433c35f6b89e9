import { useRef, useState } from 'react';
import { nothing, type Selection, toggled, toggledLoaded, withAll } from './selection.ts';
import type { ContactRows } from './use-contact-pages.ts';

/** The selection of this visit to the page, by places in the list. */
export function useSelection(rows: ContactRows) {
  const [value, set] = useState<Selection>(nothing);
  const anchor = useRef(0);
  return {
    value,
    set,
    loaded: rows.loadedIds,
    toggle: (index: number, range: boolean) => {
      const [from, to] = range ? [Math.min(anchor.current, index), Math.max(anchor.current, index)] : [index, index];
      anchor.current = index;
      const ids = Array.from({ length: to - from + 1 }, (_, at) => rows.rowAt(from + at)?.id).filter(
        (id) => id !== undefined,
      );
      set((old) => (range ? withAll(old, ids) : ids.reduce((now, id) => toggled(now, id, rows.loadedIds), old)));
    },
    toggleLoaded: () => set((old) => toggledLoaded(old, rows.loadedIds)),
  };
}

export type SelectionState = ReturnType<typeof useSelection>;
