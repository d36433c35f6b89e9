import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2, IconX } from '@tabler/icons-react';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { ConnectionBar, SimulatorBanner } from './bars.tsx';
import { useLiveEvents } from './live.ts';
import { Navigation } from './navigation.tsx';
import { PaletteDoor } from './palette-door.tsx';
import classes from './shell.module.css';
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
  const MenuIcon = opened ? IconX : IconMenu2;

  return (
    <div className={classes['frame']}>
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      <header className={classes['header']}>
        <div className={classes['side']}>
          <ActionIcon
            className={classes['burger'] ?? ''}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('menu')}
            aria-expanded={opened}
            onClick={menu.toggle}
          >
            <MenuIcon size={20} aria-hidden />
          </ActionIcon>
          <img src="/icon.svg" width={28} height={28} alt="" />
          <span className={classes['brand']}>Contact Grabber</span>
        </div>
        <div className={classes['side']}>
          <PaletteDoor />
          <UserMenu />
        </div>
      </header>
      <Navigation path={path} opened={opened} />
      <main id="content" tabIndex={-1} className={classes['content']}>
        <div className={classes['inner']}>
          <ConnectionBar />
          <SimulatorBanner />
          <Outlet />
        </div>
      </main>
      <Suspense>
        <JobTray />
      </Suspense>
    </div>
  );
}
