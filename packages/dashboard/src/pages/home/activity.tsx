import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { read } from '../../api/index.ts';
import { Ago, Section, WorkStatusChip } from '../../shared/index.ts';
import { sumsOf } from '../accounts/grab-sums.ts';
import type { Session } from '../accounts/types.ts';
import { useHomeTexts } from './texts.ts';

const shown = 6;
/** Accounts that are asked for their latest grabs. */
const asked = 20;

/** The latest grabs of all accounts, running ones too. */
export function Activity({ sessions }: { sessions: Session[] }) {
  const t = useHomeTexts();
  const lists = useQueries({
    queries: sessions
      .slice(0, asked)
      .map(({ session_id }) => read('GET /api/sessions/{session_id}/grabs', { params: { session_id } })),
  });
  const nameOf = new Map(sessions.map(({ session_id, name }) => [session_id, name]));
  const grabs = lists
    .flatMap(({ data }) => data?.data.grabs ?? [])
    .sort((one, other) => other.id - one.id)
    .slice(0, shown);
  return (
    <Section title={t('activity')}>
      {grabs.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('activity_none')}
        </Text>
      )}
      <Stack gap="xs">
        {grabs.map(({ counts, id, session_id, status, created_at }) => (
          <Group key={id} justify="space-between" gap="xs" wrap="nowrap" align="start">
            <div style={{ minWidth: 0 }}>
              <Anchor component={Link} to={`/accounts/${session_id}`} size="sm" fw={600}>
                {nameOf.get(session_id)}
              </Anchor>
              <Text size="xs" c="dimmed">
                <Ago at={created_at} /> · {t('found', sumsOf({ counts }))}
              </Text>
            </div>
            <WorkStatusChip status={status} />
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
