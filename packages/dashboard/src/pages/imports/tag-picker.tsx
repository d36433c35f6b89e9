import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/index.ts';

type TagPickerProps = { label: string; value: number[]; onChange: (ids: number[]) => void };

/** Any of the tags that there are. */
export function TagPicker({ label, value, onChange }: TagPickerProps) {
  const tags = useQuery(read('GET /api/tags')).data?.data.tags ?? [];
  return (
    <MultiSelect
      label={label}
      data={tags.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value.map(String)}
      onChange={(chosen) => onChange(chosen.map(Number))}
      clearable
    />
  );
}
