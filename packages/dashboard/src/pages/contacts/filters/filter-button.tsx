import type { ContactFilter } from '@grabber/contract';
import { Button, Drawer, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../../api/index.ts';
import { queryOf } from '../people-only.ts';
import { conditionsCount } from './filter.ts';
import { QuickFilters } from './quick-filters.tsx';
import { useFilterTexts } from './texts.ts';

type Props = {
  q: string | undefined;
  filter: ContactFilter | undefined;
  onChange: (filter: ContactFilter | undefined) => void;
  onAdvanced: () => void;
  small: boolean;
};

/** The usual filters: beside the button, or in a drawer on a small screen. */
export function FilterButton({ filter, onChange, onAdvanced, q, small }: Props) {
  const t = useFilterTexts();
  const [opened, { close, toggle }] = useDisclosure();
  const count = conditionsCount(filter);
  const button = (
    <Button
      variant={count > 0 ? 'light' : 'default'}
      leftSection={<IconFilter size={16} aria-hidden />}
      onClick={toggle}
      aria-expanded={opened}
    >
      {count > 0 ? t('filters', { count }) : t('filter')}
    </Button>
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
    <Popover opened={opened} onDismiss={close} position="bottom-end" withArrow trapFocus width={400}>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        {panel}
      </Popover.Dropdown>
    </Popover>
  );
}

function Panel({ q, filter, onChange, onAdvanced }: Omit<Props, 'small'>) {
  const { filter: people } = queryOf({});
  const query = { ...(q && { q }), ...(people && { filter: people }) };
  const facets = useQuery(read('GET /api/contacts/facets', { query })).data?.data.facets;
  return <QuickFilters filter={filter} facets={facets} onChange={onChange} onAdvanced={onAdvanced} />;
}
