import { Button, Checkbox, Popover, Stack, Switch, Text } from '@mantine/core';
import { useOpened } from '../../shared/index.ts';
import { columnKeys } from './columns.tsx';
import { useContactsTexts } from './texts.ts';
import type { ViewMenuProps } from './view-menu.tsx';
import { ViewOpener } from './view-opener.tsx';

/** Which columns are shown, and whether somebody whom several accounts know is shown once; open as soon as it is there. */
export function OpenView({ columns, unique, onUnique, small }: ViewMenuProps) {
  const t = useContactsTexts();
  const { button, opened, setOpened } = useOpened();
  return (
    <Popover opened={opened} onDismiss={() => setOpened(false)} position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ViewOpener ref={button} onClick={() => setOpened(!opened)} />
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
