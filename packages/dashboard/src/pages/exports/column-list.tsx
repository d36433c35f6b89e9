import type { ExportColumn } from '@grabber/contract';
import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { moved } from './options.ts';
import { useExportTexts } from './texts.ts';

type Props = {
  columns: ExportColumn[];
  /** All that there are, by their headers. */
  names: Map<ExportColumn, string>;
  onChange: (columns: ExportColumn[]) => void;
};

/** The columns of the file in their order; moved by buttons, so that keyboards can too. */
export function ColumnList({ columns, names, onChange }: Props) {
  const t = useExportTexts();
  const others = [...names].filter(([key]) => !columns.includes(key));
  return (
    <Stack gap={4}>
      {columns.map((key, index) => {
        const name = names.get(key) ?? key;
        return (
          <Group key={key} gap={4} wrap="nowrap">
            <Text size="sm" style={{ flex: 1 }}>
              {name}
            </Text>
            <IconButton label={t('up', { name })} onClick={() => onChange(moved(columns, index, -1))}>
              <IconArrowUp size={14} aria-hidden />
            </IconButton>
            <IconButton label={t('down', { name })} onClick={() => onChange(moved(columns, index, 1))}>
              <IconArrowDown size={14} aria-hidden />
            </IconButton>
            <IconButton
              label={t('remove_column', { name })}
              onClick={() => columns.length > 1 && onChange(columns.filter((one) => one !== key))}
            >
              <IconX size={14} aria-hidden />
            </IconButton>
          </Group>
        );
      })}
      <Select
        aria-label={t('add_column')}
        placeholder={t('add_column')}
        searchable
        value={null}
        data={others.map(([value, label]) => ({ value, label }))}
        onChange={(key) => key && onChange([...columns, key as ExportColumn])}
      />
    </Stack>
  );
}

function IconButton({ label, onClick, children }: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
