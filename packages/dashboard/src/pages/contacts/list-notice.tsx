import { Button, Skeleton, Stack } from '@mantine/core';
import { IconAddressBook, IconSearchOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState, ErrorNotice } from '../../shared/index.ts';
import { useContactsTexts } from './texts.ts';
import type { ContactRows } from './use-contact-pages.ts';

type Props = { rows: ContactRows; narrowed: boolean; onClear: () => void };

/** What stands in place of the list: it is on its way, it failed, there is nobody, or nobody matches. */
export function ListNotice({ rows, narrowed, onClear }: Props) {
  const t = useContactsTexts();
  if (rows.error) return <ErrorNotice error={rows.error} onRetry={rows.retry} />;
  if (rows.total === undefined) {
    return (
      <Stack gap="sm" aria-hidden>
        {[1, 2, 3, 4, 5, 6].map((line) => (
          <Skeleton key={line} height={40} />
        ))}
      </Stack>
    );
  }
  if (rows.total > 0) return null;
  if (narrowed) {
    return (
      <EmptyState
        icon={IconSearchOff}
        title={t('no_match')}
        why={t('no_match_why')}
        action={<Button onClick={onClear}>{t('clear_filter')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={IconAddressBook}
      title={t('empty')}
      why={t('empty_why')}
      action={
        <Button component={Link} to="/accounts">
          {t('empty_action')}
        </Button>
      }
    />
  );
}
