import type { Tag, TagRule } from '@grabber/contract';
import { Button, Group, Switch, Text } from '@mantine/core';
import { IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, useChange } from '../../api/index.ts';
import { followJob } from '../../jobs/index.ts';
import { Ago, onDemand, RequireScope, sayDone, useSayFailed } from '../../shared/index.ts';
import { TagBadge } from '../contacts/tag-badge.tsx';
import { LabelRow } from './label-row.tsx';
import { LabelSection } from './label-section.tsx';
import { useTagTexts } from './texts.ts';

const RuleForm = onDemand(async () => (await import('./rule-form.tsx')).RuleForm);

/** Rules that give tags by themselves. */
export function Rules() {
  const t = useTagTexts();
  const list = useQuery(read('GET /api/tag-rules'));
  const tags = useQuery(read('GET /api/tags')).data?.data.tags ?? [];
  const [adding, setAdding] = useState(false);
  const action = (
    <RequireScope scope="contacts:write">
      <Button
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setAdding(true)}
        disabled={tags.length === 0}
      >
        {t('new_rule')}
      </Button>
    </RequireScope>
  );
  const rows = (list.data?.data.tag_rules ?? []).map((rule) => ({
    id: rule.id,
    row: <RuleRow rule={rule} tag={tags.find(({ id }) => id === rule.tag_id)} />,
  }));
  return (
    <>
      <LabelSection
        title={t('rules')}
        hint={t('rules_hint')}
        action={action}
        query={list}
        empty={t(tags.length === 0 ? 'no_tag_for_rule' : 'no_rules')}
        rows={rows}
      />
      <RuleForm opened={adding} onClose={() => setAdding(false)} tags={tags} />
    </>
  );
}

function RuleRow({ rule, tag }: { rule: TagRule; tag: Tag | undefined }) {
  const t = useTagTexts();
  const sayFailed = useSayFailed();
  const { id, name } = rule;
  const params = { id };
  const change = useChange('PATCH /api/tag-rules/{id}', { refreshes: ['GET /api/tag-rules'] });
  const run = useChange('POST /api/tag-rules/{id}/run', { onDone: ({ data }) => followJob(data.job.id) });
  const remove = useChange('DELETE /api/tag-rules/{id}', {
    refreshes: ['GET /api/tag-rules'],
    onDone: () => sayDone(t('removed', { name })),
  });
  const label = (
    <Group gap={6}>
      <Text fw={600}>{name}</Text>
      <Text size="sm" c="dimmed">
        {t('gives')}
      </Text>
      {tag && <TagBadge name={tag.name} color={tag.color} />}
      <Text size="sm" c="dimmed" component="span">
        {t('last_run')}: <Ago at={rule.last_run_at} />
      </Text>
    </Group>
  );
  return (
    <LabelRow
      name={name}
      label={label}
      count={undefined}
      query={rule.query}
      loss={t('remove_rule')}
      remove={{ ...remove, mutate: () => remove.mutate({ params }) }}
    >
      <Switch
        aria-label={t('enabled', { name })}
        checked={rule.enabled}
        onChange={(event) =>
          change.mutate({ params, body: { enabled: event.currentTarget.checked } }, { onError: sayFailed })
        }
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        loading={run.isPending}
        onClick={() => run.mutate({ params }, { onError: sayFailed })}
      >
        {t('run')}
      </Button>
    </LabelRow>
  );
}
