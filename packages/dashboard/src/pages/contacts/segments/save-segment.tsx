import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { ContactsSearch } from '../search-params.ts';
import { useSegmentTexts } from './texts.ts';

const SegmentDialog = lazy(async () => ({ default: (await import('./segment-dialog.tsx')).SegmentDialog }));

type Props = { search: ContactsSearch; onSaved: (id: number) => void };

/** Keeps the search and filter of now under a name. */
export function SaveSegment({ search, onSaved }: Props) {
  const t = useSegmentTexts();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="subtle" size="compact-sm" leftSection={<IconBookmark size={14} aria-hidden />} onClick={open}>
        {t('save')}
      </Button>
      <Suspense>{opened && <SegmentDialog search={search} onClose={close} onSaved={onSaved} />}</Suspense>
    </>
  );
}
