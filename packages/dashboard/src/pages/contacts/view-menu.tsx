import { lazy, Suspense, useState } from 'react';
import type { useColumns } from './use-columns.ts';
import { ViewOpener } from './view-opener.tsx';

const OpenView = lazy(async () => ({ default: (await import('./open-view.tsx')).OpenView }));

export type ViewMenuProps = {
  columns: ReturnType<typeof useColumns>;
  unique: boolean;
  onUnique: (unique: boolean) => void;
  /** Cards have no columns. */
  small: boolean;
};

/** The way to how the list looks; what it opens is loaded when somebody wants it. */
export function ViewMenu(props: ViewMenuProps) {
  const [wanted, setWanted] = useState(false);
  if (!wanted) return <ViewOpener aria-haspopup="dialog" onClick={() => setWanted(true)} />;
  return (
    <Suspense fallback={<ViewOpener loading />}>
      <OpenView {...props} />
    </Suspense>
  );
}
