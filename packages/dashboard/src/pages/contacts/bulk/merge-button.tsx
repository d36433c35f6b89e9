import type { ContactSelection } from '@grabber/contract';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowsJoin } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useBulkTexts } from './texts.ts';

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }));

/** So many the server merges at a time. */
const most = 20;

/** Makes the selected contacts one person; only for two and more that were picked one by one. */
export function MergeButton({ selection, onMerged }: { selection: ContactSelection; onMerged: () => void }) {
  const t = useBulkTexts();
  const [opened, { open, close }] = useDisclosure();
  const ids = 'ids' in selection ? selection.ids : [];
  if (ids.length < 2 || ids.length > most) return null;
  return (
    <>
      <Button variant="default" size="xs" leftSection={<IconArrowsJoin size={15} aria-hidden />} onClick={open}>
        {t('merge')}
      </Button>
      <Suspense>{opened && <MergeDialog ids={ids} onClose={close} onMerged={onMerged} />}</Suspense>
    </>
  );
}
