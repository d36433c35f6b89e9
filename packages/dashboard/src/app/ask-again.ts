import { queryClient } from '../api/index.ts';

const doubted = new WeakSet<Promise<unknown>>();

/** An answer that is on its way may be older than an event, and would undo it: once it is there, it is asked for again. */
export function askAgain(queryKey: readonly unknown[]): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' })) {
    const answer = query.promise;
    if (!answer || doubted.has(answer)) continue;
    doubted.add(answer);
    const again = () => queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
    void answer.then(again, again);
  }
}
