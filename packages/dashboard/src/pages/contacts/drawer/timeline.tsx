import { Button, Timeline as Line, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call, useMe } from '../../../api/index.ts';
import { language } from '../../../i18n/index.ts';
import { Ago, ErrorNotice } from '../../../shared/index.ts';
import { changeDetails, changeTitle, sourceWords } from '../../changes/change-words.ts';
import { useChangeTexts } from '../../changes/texts.ts';
import { useDrawerTexts } from './texts.ts';

type Props = { id: number; of: 'contact' | 'group' };

/** What happened to a contact or group, newest first. */
export function Timeline({ id, of }: Props) {
  const t = useDrawerTexts();
  const say = useChangeTexts();
  const me = useMe()?.id ?? undefined;
  const route = of === 'contact' ? 'GET /api/contacts/{id}/timeline' : 'GET /api/groups/{id}/timeline';
  const query = useInfiniteQuery({
    queryKey: [route, { params: { id } }],
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam ? { cursor: pageParam } : {};
      return (await call(route, { params: { id }, query: { limit: 20, ...cursor }, signal })).data;
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  const changes = query.data?.pages.flatMap((page) => page.changes) ?? [];
  if (query.error) return <ErrorNotice error={query.error} onRetry={query.refetch} />;
  if (query.data && changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('no_timeline')}
      </Text>
    );
  }
  return (
    <>
      <Line bulletSize={12} lineWidth={2}>
        {changes.map((change) => (
          <Line.Item key={change.seq} title={changeTitle(change, say)}>
            {changeDetails(change, say, language()).map((line) => (
              <Text size="sm" key={line} style={{ overflowWrap: 'anywhere' }}>
                {line}
              </Text>
            ))}
            <Text size="xs" c="dimmed">
              <Ago at={change.at} /> · {sourceWords(change.source, say, me)}
            </Text>
          </Line.Item>
        ))}
      </Line>
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('older')}
        </Button>
      )}
    </>
  );
}
