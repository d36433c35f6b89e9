import type { ContactFilter } from '@grabber/contract';
import { lazy, Suspense, useState } from 'react';
import { conditionsCount } from './filter.ts';
import { FilterOpener } from './filter-opener.tsx';

const OpenFilter = lazy(async () => ({ default: (await import('./open-filter.tsx')).OpenFilter }));

export type FilterButtonProps = {
  q: string | undefined;
  filter: ContactFilter | undefined;
  onChange: (filter: ContactFilter | undefined) => void;
  onAdvanced: () => void;
  small: boolean;
};

/** The way to the usual filters, which are loaded when somebody wants them. */
export function FilterButton(props: FilterButtonProps) {
  const [wanted, setWanted] = useState(false);
  const count = conditionsCount(props.filter);
  if (!wanted) return <FilterOpener count={count} aria-expanded={false} onClick={() => setWanted(true)} />;
  return (
    <Suspense fallback={<FilterOpener count={count} aria-expanded={false} loading />}>
      <OpenFilter {...props} />
    </Suspense>
  );
}
