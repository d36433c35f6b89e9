import { Button, type ButtonProps } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';
import { useFilterTexts } from './texts.ts';

type Props = ButtonProps & Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & { count: number };

/** The button that shows the filters, with how many of them hold. */
export function FilterOpener({ count, ...props }: Props) {
  const t = useFilterTexts();
  return (
    <Button {...props} variant={count > 0 ? 'light' : 'default'} leftSection={<IconFilter size={16} aria-hidden />}>
      {count > 0 ? t('filters', { count }) : t('filter')}
    </Button>
  );
}
