import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useShellTexts } from './texts.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

/** The visible way into the command palette, and the keys; it is loaded when somebody wants it. */
export function PaletteDoor() {
  const t = useShellTexts();
  const [opened, setOpened] = useState<number>();
  const open = () => setOpened(Date.now());
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <Button
        variant="default"
        size="sm"
        visibleFrom="sm"
        onClick={open}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
      >
        {t('search')}
      </Button>
      <ActionIcon variant="default" size="lg" hiddenFrom="sm" onClick={open} aria-label={t('search')}>
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
      {opened !== undefined && (
        <Suspense>
          <Palette opened={opened} />
        </Suspense>
      )}
    </>
  );
}
