import { Button, Group, Text } from '@mantine/core';
import { useSharedTexts } from './texts.ts';

type PagerProps = {
  shown: number;
  /** Of all rows, where the server counted them. */
  total?: number | undefined;
  hasMore: boolean;
  pending: boolean;
  onMore: () => unknown;
};

/** Under a list that comes in pages (`useInfiniteQuery`), while there is more: how much is shown, and the button for the rest. */
export function Pager({ shown, total, hasMore, pending, onMore }: PagerProps) {
  const t = useSharedTexts();
  if (!hasMore) return null;
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" role="status">
        {total !== undefined && t('shown_of', { shown, total })}
      </Text>
      <Button variant="default" loading={pending} onClick={() => void onMore()}>
        {t('more')}
      </Button>
    </Group>
  );
}
