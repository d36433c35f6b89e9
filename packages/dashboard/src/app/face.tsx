import { VisuallyHidden } from '@mantine/core';
import { initials } from '../shared/initials.ts';
import classes from './face.module.css';

/** The initials of a person; `label` is what they stand for. */
export function Face({ name, label }: { name: string; label: string }) {
  return (
    <>
      <span className={classes['face']} aria-hidden>
        {initials(name)}
      </span>
      <VisuallyHidden>{label}</VisuallyHidden>
    </>
  );
}
