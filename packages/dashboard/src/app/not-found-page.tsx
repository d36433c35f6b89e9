import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../shared/index.ts';
import { useShellTexts } from './texts.ts';

export function NotFoundPage() {
  const t = useShellTexts();
  return (
    <EmptyState
      icon={IconMapOff}
      title={t('not_found')}
      why={t('not_found_next')}
      action={
        <Button component={Link} to="/">
          {t('to_home')}
        </Button>
      }
    />
  );
}
