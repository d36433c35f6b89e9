import { Group } from '@mantine/core';
import type { RefObject } from 'react';
import { RequireScope } from '../../shared/index.ts';
import { FilterChips } from './filters/chips.tsx';
import { FilterButton } from './filters/filter-button.tsx';
import { SearchBox } from './search-box.tsx';
import type { ContactsSearch } from './search-params.ts';
import { SaveSegment } from './segments/save-segment.tsx';
import { SegmentRail } from './segments/segment-rail.tsx';
import type { useColumns } from './use-columns.ts';
import type { Go } from './use-go.ts';
import { ViewMenu } from './view-menu.tsx';

type Props = {
  search: ContactsSearch;
  go: Go;
  columns: ReturnType<typeof useColumns>;
  small: boolean;
  pending: boolean;
  box: RefObject<HTMLInputElement | null>;
  onTable: () => void;
  onBuilder: () => void;
};

/** What is looked for: segments, search, filters, and how the list looks. */
export function Toolbar({ search, go, columns, small, pending, box, onTable, onBuilder }: Props) {
  const { q, filter, sort, segment, unique = false } = search;
  const setFilter = (next: ContactsSearch['filter']) => go((old) => ({ ...old, filter: next, segment: undefined }));
  return (
    <>
      <SegmentRail search={search} onChoose={(next) => go({ ...next, ...(sort && { sort }) })} />
      <Group gap="xs">
        <SearchBox
          value={q ?? ''}
          onChange={(typed) => go((old) => ({ ...old, q: typed, segment: undefined }), true)}
          pending={pending}
          input={box}
          onDown={onTable}
        />
        <FilterButton q={q} filter={filter} onChange={setFilter} onAdvanced={onBuilder} small={small} />
        <ViewMenu
          columns={columns}
          unique={unique}
          onUnique={(once) => go((old) => ({ ...old, unique: once || undefined }))}
          small={small}
        />
      </Group>
      {(q || filter) && (
        <Group gap="xs">
          {filter && <FilterChips filter={filter} onChange={setFilter} onEdit={onBuilder} />}
          {segment === undefined && (
            <RequireScope scope="contacts:write">
              <SaveSegment search={search} onSaved={(id) => go((old) => ({ ...old, segment: id }))} />
            </RequireScope>
          )}
        </Group>
      )}
    </>
  );
}
