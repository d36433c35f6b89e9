import { ActionIcon, Button, Kbd } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { openPalette } from './open-palette.ts';
import { useShellTexts } from './texts.ts';

/** The visible way into the command palette. */
export function SearchButton() {
  const t = useShellTexts();
  return (
    <>
      <Button
        variant="default"
        size="sm"
        visibleFrom="sm"
        onClick={openPalette}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
      >
        {t('search')}
      </Button>
      <ActionIcon variant="default" size="lg" hiddenFrom="sm" onClick={openPalette} aria-label={t('search')}>
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}
