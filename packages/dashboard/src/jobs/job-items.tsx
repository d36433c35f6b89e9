import type { Job } from '@grabber/contract';
import { List, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../api/index.ts';
import { jobTitle } from './job-title.ts';
import { type JobText, useJobTexts } from './texts.ts';

const reasons = [
  'unchanged',
  'changed_since',
  'gone_since',
  'contact_not_found',
  'opted_out',
  'twice_in_file',
  'already_there',
  'left_by_policy',
] as const;

/** Why something was left out, in words; a reason that this page does not know yet is told as it came. */
function reasonWords(code: string | null, t: JobText): string | null {
  const known = reasons.find((one) => one === code);
  return known ? t(`why_${known}`) : code;
}

/** What of a job failed, item by item, with the reason. */
export function JobItems({ job, opened, onClose }: { job: Job; opened: boolean; onClose: () => void }) {
  const t = useJobTexts();
  const params = { id: job.id };
  const { data } = useQuery({
    ...read('GET /api/jobs/{id}/items', { params, query: { outcome: 'failed', limit: 200 } }),
    enabled: opened,
  });
  const items = data?.data.items ?? [];
  return (
    <Modal opened={opened} onClose={onClose} title={`${jobTitle(job, t)}: ${t('items')}`}>
      {data && items.length === 0 && <Text>{t('items_none')}</Text>}
      <List size="sm">
        {items.map(({ id, contact_row_id, line, code, outcome }) => (
          <List.Item key={id}>
            {line === null ? t('item', { id: contact_row_id ?? id }) : t('line', { line })}:{' '}
            {reasonWords(code, t) ?? t(outcome === 'failed' ? 'failed' : 'skipped')}
          </List.Item>
        ))}
      </List>
    </Modal>
  );
}
