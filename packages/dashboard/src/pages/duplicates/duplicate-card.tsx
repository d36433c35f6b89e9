import type { Duplicate } from '@grabber/contract';
import { Button, Group, Paper } from '@mantine/core';
import { IconArrowsJoin, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { ErrorNotice, RequireScope, StatusChip, sayDone } from '../../shared/index.ts';
import { bodyOf, type Choice, Comparison } from './comparison.tsx';
import { useDuplicateTexts } from './texts.ts';

/** Two contacts side by side: which leads, which field comes from whom, and the decision. */
export function DuplicateCard({ duplicate }: { duplicate: Duplicate }) {
  const t = useDuplicateTexts();
  const [first] = duplicate.contacts;
  const [choice, setChoice] = useState<Choice>({ keep: first?.id ?? 0, fields: {} });
  const params = { id: duplicate.id };
  const refreshes = ['GET /api/duplicates', 'GET /api/merges', 'GET /api/contacts'] as const;
  const merge = useChange('POST /api/duplicates/{id}/merge', {
    refreshes: [...refreshes],
    onDone: () => sayDone(t('merged')),
  });
  const dismiss = useChange('POST /api/duplicates/{id}/dismiss', { refreshes: [...refreshes] });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="sm">
        <StatusChip color="blue" icon={IconCopy} label={t(duplicate.reason)} />
        <RequireScope scope="contacts:write">
          <Group gap="xs">
            {duplicate.status === 'open' && (
              <Button variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate({ params })}>
                {t('dismiss')}
              </Button>
            )}
            <Button
              leftSection={<IconArrowsJoin size={16} aria-hidden />}
              loading={merge.isPending}
              onClick={() => merge.mutate({ params, body: bodyOf(choice) })}
            >
              {t('merge')}
            </Button>
          </Group>
        </RequireScope>
      </Group>
      <ErrorNotice error={merge.error ?? dismiss.error} />
      <Comparison contacts={duplicate.contacts} choice={choice} onChoice={setChoice} />
    </Paper>
  );
}
