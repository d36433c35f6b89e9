import { UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../api/index.ts';
import { Face } from './face.tsx';
import { useShellTexts } from './texts.ts';

const OpenUserMenu = lazy(async () => ({ default: (await import('./open-user-menu.tsx')).OpenUserMenu }));

/** The button of the person's menu, which is loaded when somebody wants it. */
export function UserMenu() {
  const t = useShellTexts();
  const name = useMe()?.name ?? '';
  const [wanted, setWanted] = useState(false);
  const button = (
    <UnstyledButton aria-haspopup="menu" onClick={() => setWanted(true)}>
      <Face name={name} label={t('signed_in_as', { name })} />
    </UnstyledButton>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <OpenUserMenu />
    </Suspense>
  ) : (
    button
  );
}
