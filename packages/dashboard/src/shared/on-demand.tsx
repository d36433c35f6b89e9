import { type ComponentType, lazy, Suspense, useRef } from 'react';

/**
 * A dialog whose file is loaded when it is first opened, and that stays then, so that it can close gently:
 * `const Invite = onDemand(async () => (await import('./invite.tsx')).Invite)`.
 */
export function onDemand<Props extends { opened: boolean }>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  return function OnDemand(props) {
    const needed = useRef(false);
    needed.current ||= props.opened;
    return <Suspense>{needed.current && <Loaded {...props} />}</Suspense>;
  };
}
