import type { MantineColor } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { MoreButton } from './more-button.tsx';

const OpenMoreMenu = lazy(async () => ({ default: (await import('./open-more-menu.tsx')).OpenMoreMenu }));

export type MoreMenuProps = {
  /** Of the button. */
  label: string;
  items: { label: string; icon: TablerIcon; color?: MantineColor; onClick: () => void }[];
};

/** What is seldom done with a thing, behind three dots; the menu is loaded when somebody wants it. */
export function MoreMenu(props: MoreMenuProps) {
  const [wanted, setWanted] = useState(false);
  const button = <MoreButton label={props.label} aria-haspopup="menu" onClick={() => setWanted(true)} />;
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <OpenMoreMenu {...props} />
    </Suspense>
  );
}
