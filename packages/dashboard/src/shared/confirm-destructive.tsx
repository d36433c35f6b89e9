import { lazy, Suspense, useRef } from 'react';
import type { ConfirmDestructiveProps } from './confirm-dialog.tsx';

const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }));

/** Asks before something is removed. The dialog is loaded when it is first needed. */
export function ConfirmDestructive(props: ConfirmDestructiveProps) {
  const needed = useRef(false);
  needed.current ||= props.opened;
  return <Suspense>{needed.current && <ConfirmDialog {...props} />}</Suspense>;
}
