import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { RequestError } from '../api/index.ts';
import { useSharedTexts } from './texts.ts';

type ErrorNoticeProps = { error: unknown; onRetry?: (() => unknown) | undefined };

/** What happened, what to do, and the id by which the server's log knows the request. Shows nothing without an error. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const t = useSharedTexts();
  const say = useErrorTexts();
  if (!error) return null;
  const { title, next } = say(error);
  const failure = error instanceof RequestError ? error.failure : null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle aria-hidden />} title={title} role="alert">
      <Stack gap={6} align="start">
        {next && <Text size="sm">{next}</Text>}
        {Object.entries(failure?.errors ?? {}).map(([field, problems]) => (
          <Text size="sm" key={field}>{`${field}: ${problems.join(' ')}`}</Text>
        ))}
        {failure && (
          <Text size="xs" c="dimmed">
            {t('request_id')}: <code>{failure.request_id}</code>
          </Text>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={() => void onRetry()}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** An error in words: its sentence, and what to do when the sentence does not say so itself. */
export function useErrorTexts(): (error: unknown) => { title: string; next: string | undefined } {
  const t = useSharedTexts();
  return (error) => {
    if (!(error instanceof RequestError)) return { title: t('failed'), next: String(error) };
    if (error.status === 0 || !error.failure) return { title: t('no_answer'), next: t('no_answer_next') };
    const wait = error.retryAfter && t('wait_seconds', { count: error.retryAfter });
    return { title: error.failure.message, next: wait || undefined };
  };
}
