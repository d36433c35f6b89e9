import { Button, Code, Container, Stack, Text, Title } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { RequestError } from '../api/index.ts';
import { ErrorNotice } from '../shared/index.ts';
import { useShellTexts } from './texts.ts';

/** What stands where a page failed: the frame around it goes on. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const t = useShellTexts();
  if (error instanceof RequestError) {
    return (
      <Container size="sm" py="xl">
        <ErrorNotice error={error} onRetry={reset} />
      </Container>
    );
  }
  return (
    <Container size="sm" py="xl">
      <Stack role="alert">
        <Title order={1} size="h2">
          {t('broken')}
        </Title>
        <Text>{t('broken_next')}</Text>
        <Code block>{String(error)}</Code>
        <Button onClick={() => location.reload()} style={{ alignSelf: 'start' }}>
          {t('reload')}
        </Button>
      </Stack>
    </Container>
  );
}
