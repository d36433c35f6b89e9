import type { TagColor } from '@grabber/contract';
import { IconTag } from '@tabler/icons-react';
import classes from './tag-badge.module.css';

/** A tag: its name in its colour; the colour alone never says anything. */
export function TagBadge({ name, color }: { name: string; color: TagColor | string }) {
  return (
    <span className={classes['tag']} data-color={color} title={name}>
      <IconTag size={12} aria-hidden className={classes['icon']} />
      <span className={classes['name']}>{name}</span>
    </span>
  );
}
