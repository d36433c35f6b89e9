import type { BulkAction, ContactSelection } from '@grabber/contract';
import { useChange } from '../../../api/index.ts';
import { followJob } from '../../../jobs/index.ts';
import { useSayFailed } from '../../../shared/index.ts';

/** Does something to a selection; the job shows in the corner, with a way back. */
export function useBulk(selection: ContactSelection, onStarted: () => void) {
  const sayFailed = useSayFailed();
  const bulk = useChange('POST /api/bulk', {
    refreshes: ['GET /api/jobs'],
    onDone: ({ data }) => {
      followJob(data.job.id);
      onStarted();
    },
  });
  return {
    run: (action: BulkAction) => bulk.mutate({ body: { action, selection } }, { onError: sayFailed }),
    isPending: bulk.isPending,
  };
}
