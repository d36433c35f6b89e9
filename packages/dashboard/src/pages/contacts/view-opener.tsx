import { Button, type ButtonProps } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';
import { useContactsTexts } from './texts.ts';

type Props = ButtonProps & Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps>;

/** The button that shows how the list can look. */
export function ViewOpener(props: Props) {
  const t = useContactsTexts();
  return (
    <Button {...props} variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
      {t('view')}
    </Button>
  );
}
