import type { AnswerOf, Arguments, RouteName } from '@grabber/contract';
import { QueryClient, queryOptions, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './call.ts';
import { RequestError } from './request-error.ts';

export type GetRoute = RouteName & `GET ${string}`;
type ChangeRoute = Exclude<RouteName, GetRoute>;

/** The page's one cache. What events tell is patched into it, so reading again is rarely needed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (times, error) =>
        times < 2 && error instanceof RequestError && (error.status === 0 || error.status >= 502),
    },
  },
});

/** Options for `useQuery`: `useQuery(read('GET /api/people'))`. The key is the route and its options. */
export function read<Route extends GetRoute>(route: Route, ...rest: Arguments<Route>) {
  const [options] = rest;
  return queryOptions({
    queryKey: keyOf(route, ...rest),
    queryFn: ({ signal }) => call(route, ...([{ ...options, signal }] as unknown as Arguments<Route>)),
  });
}

/** Key of a route's answers: with options the one answer, without them all of the route. */
export function keyOf<Route extends GetRoute>(route: Route, options?: Arguments<Route>[0]): readonly unknown[] {
  return options === undefined ? [route] : [route, options];
}

/** Asks again for what these routes answered. */
export function refresh(...routes: GetRoute[]): Promise<unknown> {
  return Promise.all(routes.map((route) => queryClient.invalidateQueries({ queryKey: [route] })));
}

/** What these routes answered is not believed any more: it is asked for again when it is next shown, and stays where it is shown now. */
export function doubt(...routes: GetRoute[]): void {
  for (const route of routes) void queryClient.invalidateQueries({ queryKey: [route], refetchType: 'none' });
}

type ChangeOptions<Route extends ChangeRoute> = {
  /** Routes whose answers are stale after success. */
  refreshes?: GetRoute[];
  onDone?: (answer: AnswerOf<Route>) => unknown;
};

/** A change that a person asks for: `const remove = useChange('DELETE /api/keys/{id}', …); remove.mutate({ params: { id } })`. */
export function useChange<Route extends ChangeRoute>(
  route: Route,
  { refreshes = [], onDone }: ChangeOptions<Route> = {},
): UseMutationResult<AnswerOf<Route>, Error, Arguments<Route>[0]> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (options: Arguments<Route>[0]) => call(route, ...([options] as unknown as Arguments<Route>)),
    onSuccess: async (answer) => {
      for (const stale of refreshes) void client.invalidateQueries({ queryKey: [stale] });
      await onDone?.(answer);
    },
  });
}
