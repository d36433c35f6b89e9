import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../../api/index.ts';
import { useFilterTexts } from './texts.ts';

type Props = {
  label: string;
  value: number[];
  onChange: (ids: number[]) => void;
  /** Most groups that can be chosen. */
  most?: number;
};

/** Groups by typing a few letters of their names: there may be hundreds. */
export function GroupPicker({ label, value, onChange, most = 20 }: Props) {
  const t = useFilterTexts();
  const [search, setSearch] = useState('');
  const [q] = useDebouncedValue(search, 200);
  const found = useQuery(read('GET /api/groups', { query: { ...(q && { q }), limit: 50 } })).data?.data.groups ?? [];
  const chosen = useQueries({ queries: value.map((id) => read('GET /api/groups/{id}', { params: { id } })) });
  const options = new Map<string, string>();
  chosen.forEach(({ data }, at) => {
    options.set(String(value[at]), data?.data.group.name ?? t('unknown'));
  });
  for (const { id, name, session_name } of found) options.set(String(id), `${name ?? t('unknown')} · ${session_name}`);
  return (
    <MultiSelect
      label={label}
      placeholder={value.length > 0 ? '' : t('search_group')}
      data={[...options].map(([id, name]) => ({ value: id, label: name }))}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      searchValue={search}
      onSearchChange={setSearch}
      maxValues={most}
      searchable
      clearable
      hidePickedOptions
      nothingFoundMessage={t('nothing')}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
