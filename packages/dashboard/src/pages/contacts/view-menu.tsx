import { Button, Checkbox, Popover, Stack, Switch, Text } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { columnKeys } from './columns.tsx';
import { useContactsTexts } from './texts.ts';
import type { useColumns } from './use-columns.ts';

type Props = {
  columns: ReturnType<typeof useColumns>;
  unique: boolean;
  onUnique: (unique: boolean) => void;
  /** Cards have no columns. */
  small: boolean;
};

/** Which columns are shown, and whether somebody whom several accounts know is shown once. */
export function ViewMenu({ columns, unique, onUnique, small }: Props) {
  const t = useContactsTexts();
  return (
    <Popover position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t('view')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" miw={240}>
          <Switch
            label={t('unique')}
            description={t('unique_hint')}
            checked={unique}
            onChange={(event) => onUnique(event.currentTarget.checked)}
          />
          {!small && (
            <>
              <Text size="sm" fw={600} mt="xs">
                {t('columns')}
              </Text>
              {columnKeys.map((key) => (
                <Checkbox
                  key={key}
                  size="sm"
                  label={t(`col_${key}`)}
                  checked={columns.shown.includes(key)}
                  disabled={key === 'name'}
                  onChange={() => columns.toggle(key)}
                />
              ))}
              <Button variant="subtle" size="compact-sm" onClick={columns.reset}>
                {t('reset_columns')}
              </Button>
            </>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
