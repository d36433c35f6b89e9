import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';
import { keyOf } from './queries.ts';
import { setServerTime } from './server-clock.ts';

/** What the server says of itself. Also tells its time, by which codes run out. */
export const healthQuery = queryOptions({
  queryKey: keyOf('GET /health'),
  queryFn: async () => {
    const health = await call('GET /health');
    setServerTime(health.timestamp);
    return health;
  },
  staleTime: 10 * 60_000,
});
