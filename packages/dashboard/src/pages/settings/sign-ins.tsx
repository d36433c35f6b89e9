import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read, useChange } from '../../api/index.ts';
import { Ago, ErrorNotice } from '../../shared/index.ts';
import { useSettingsTexts } from './texts.ts';

/** The browsers in which this person is signed in, and the way to end them. */
export function SignIns() {
  const t = useSettingsTexts();
  const { data, error } = useQuery(read('GET /api/me/sign-ins'));
  const end = useChange('DELETE /api/me/sign-ins/{id}', { refreshes: ['GET /api/me/sign-ins'] });
  const endAll = useChange('DELETE /api/me/sign-ins', { refreshes: ['GET /api/me/sign-ins'] });
  const signIns = data?.data.sign_ins ?? [];
  return (
    <Stack gap="xs">
      <ErrorNotice error={error ?? end.error ?? endAll.error} />
      {signIns.map(({ id, user_agent, current, last_used_at }) => (
        <Group key={id} justify="space-between" wrap="nowrap">
          <div>
            <Text size="sm" fw={600}>
              {browserOf(user_agent) ?? t('unknown_browser')}
              {current && ` (${t('this_browser')})`}
            </Text>
            <Text size="xs" c="dimmed">
              {t('last_used')} <Ago at={last_used_at} />
            </Text>
          </div>
          {!current && (
            <Button size="xs" variant="default" onClick={() => end.mutate({ params: { id } })}>
              {t('end')}
            </Button>
          )}
        </Group>
      ))}
      {signIns.length > 1 && (
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: 'start' }}
          loading={endAll.isPending}
          onClick={() => endAll.mutate(undefined)}
        >
          {t('end_others')}
        </Button>
      )}
    </Stack>
  );
}

/** The name of a browser and its system, from what it calls itself. */
function browserOf(agent: string | null): string | null {
  if (!agent) return null;
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)/.exec(agent)?.[1]?.replace('Edg', 'Edge').replace('OPR', 'Opera');
  const system = /(Windows|Android|iPhone|iPad|Mac OS|Linux)/.exec(agent)?.[1];
  return [browser, system].filter(Boolean).join(', ') || null;
}
