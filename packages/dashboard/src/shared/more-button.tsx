import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';

type MoreButtonProps = { label: string } & ActionIconProps &
  Omit<ComponentPropsWithRef<'button'>, keyof ActionIconProps>;

/** Three dots. */
export function MoreButton({ label, ...props }: MoreButtonProps) {
  return (
    <ActionIcon {...props} variant="default" size={36} aria-label={label}>
      <IconDots size={18} aria-hidden />
    </ActionIcon>
  );
}
