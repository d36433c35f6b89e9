import { Stack } from '@mantine/core';
import { useFollowed } from './follow.ts';
import { JobCard } from './job-card.tsx';
import classes from './job-tray.module.css';
import { useJobTexts } from './texts.ts';

const most = 3;

/** Work that was started here, in the corner of every page: it goes on when the page is left or reloaded. */
export function JobTray() {
  const t = useJobTexts();
  const ids = useFollowed();
  if (ids.length === 0) return null;
  return (
    <section className={classes['tray']} aria-label={t('tray')}>
      <Stack gap="xs">
        {ids.slice(-most).map((id) => (
          <JobCard key={id} id={id} />
        ))}
      </Stack>
    </section>
  );
}
