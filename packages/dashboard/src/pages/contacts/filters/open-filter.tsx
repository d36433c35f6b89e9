import { Drawer, Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../../api/index.ts';
import { useOpened } from '../../../shared/index.ts';
import { queryOf } from '../people-only.ts';
import { conditionsCount } from './filter.ts';
import type { FilterButtonProps } from './filter-button.tsx';
import { FilterOpener } from './filter-opener.tsx';
import { QuickFilters } from './quick-filters.tsx';
import { useFilterTexts } from './texts.ts';

/** The usual filters: beside the button, or in a drawer on a small screen. Open as soon as they are there. */
export function OpenFilter({ filter, onChange, onAdvanced, q, small }: FilterButtonProps) {
  const t = useFilterTexts();
  const { button: opener, opened, setOpened } = useOpened();
  const close = () => setOpened(false);
  const button = (
    <FilterOpener
      ref={opener}
      count={conditionsCount(filter)}
      aria-expanded={opened}
      onClick={() => setOpened(!opened)}
    />
  );
  const panel = (
    <Panel
      filter={filter}
      q={q}
      onChange={onChange}
      onAdvanced={() => {
        close();
        onAdvanced();
      }}
    />
  );
  if (small) {
    return (
      <>
        {button}
        <Drawer opened={opened} onClose={close} title={t('filter')} position="bottom" size="85%">
          {panel}
        </Drawer>
      </>
    );
  }
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-end" withArrow trapFocus returnFocus width={400}>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        {panel}
      </Popover.Dropdown>
    </Popover>
  );
}

function Panel({ q, filter, onChange, onAdvanced }: Omit<FilterButtonProps, 'small'>) {
  const { filter: people } = queryOf({});
  const query = { ...(q && { q }), ...(people && { filter: people }) };
  const facets = useQuery(read('GET /api/contacts/facets', { query })).data?.data.facets;
  return <QuickFilters filter={filter} facets={facets} onChange={onChange} onAdvanced={onAdvanced} />;
}
