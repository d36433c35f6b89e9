import { Center, Loader } from '@mantine/core';
import { useShellTexts } from './texts.ts';

export function LoadingPage() {
  const t = useShellTexts();
  return (
    <Center mih="40vh">
      <Loader aria-label={t('loading')} />
    </Center>
  );
}
