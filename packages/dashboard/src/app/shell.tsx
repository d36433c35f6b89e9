import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { ConnectionBar, SimulatorBanner } from './bars.tsx';
import { useLiveEvents } from './live.ts';
import { Navigation } from './navigation.tsx';
import { PaletteDoor } from './palette-door.tsx';
import { useShellTexts } from './texts.ts';
import { UserMenu } from './user-menu.tsx';

const JobTray = lazy(async () => ({ default: (await import('../jobs/index.ts')).JobTray }));

/** The frame of every page behind the sign-in. */
export function Shell() {
  const t = useShellTexts();
  const [opened, menu] = useDisclosure();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useLiveEvents();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu of a small screen
  useEffect(menu.close, [path]);

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={opened} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={t('menu')} />
            <img src="/icon.svg" width={28} height={28} alt="" />
            <Text fw={650} visibleFrom="xs" truncate>
              Contact Grabber
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <PaletteDoor />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <ConnectionBar />
        <SimulatorBanner />
        <Outlet />
      </AppShell.Main>
      <Suspense>
        <JobTray />
      </Suspense>
    </AppShell>
  );
}
