import { call, keyOf } from '../../api/index.ts';
import { usePaged } from '../../shared/index.ts';

const route = 'GET /api/sessions/{session_id}/grabs';

/** The grabs of an account, newest first, a page at a time; events keep them as they are now. */
export function useGrabs(session_id: string) {
  const params = { session_id };
  const query = { limit: 20, total: true };
  const list = usePaged(keyOf(route, { params, query }), async (cursor, signal) => {
    return (await call(route, { params, query: { ...query, ...cursor }, signal })).data;
  });
  const grabs = list.pages.flatMap((page) => page.grabs);
  return {
    list,
    grabs,
    running: grabs.find(({ finished_at }) => finished_at === null),
    ended: grabs.filter(({ finished_at }) => finished_at !== null),
  };
}
