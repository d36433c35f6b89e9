import type { AnswerOf } from '@grabber/contract';
import type { InfiniteData } from '@tanstack/react-query';
import { keyOf, queryClient } from '../api/index.ts';
import { askAgain } from './ask-again.ts';

type Answer = AnswerOf<'GET /api/sessions/{session_id}/grabs'>;
type Page = Answer['data'];
type Grab = Page['grabs'][number];

/** Puts a grab as it is now into every list that is read of its account. */
export function takeGrab(grab: Grab): void {
  queryClient.setQueriesData(
    { queryKey: keyOf('GET /api/sessions/{session_id}/grabs') },
    (known: Answer | InfiniteData<Page> | undefined) => {
      if (!known) return known;
      if ('data' in known) return { ...known, data: withGrab(known.data, grab) };
      const [first, ...older] = known.pages;
      return first && { ...known, pages: [withGrab(first, grab), ...older] };
    },
  );
  askAgain(keyOf('GET /api/sessions/{session_id}/grabs', { params: { session_id: grab.session_id } }));
}

function withGrab(page: Page, grab: Grab): Page {
  if (page.session_id !== grab.session_id) return page;
  const others = page.grabs.filter(({ id }) => id !== grab.id);
  const oldest = others.at(-1)?.id ?? 0;
  // One that stands on an older page does not move to the first.
  if (grab.id < oldest && page.next_cursor !== null) return page;
  return { ...page, grabs: [...others, grab].sort((one, other) => other.id - one.id) };
}
