import { createRootRoute, createRoute, redirect } from '@tanstack/react-router';
import { call, meQuery, queryClient, RequestError } from '../api/index.ts';
import { Shell } from './shell.tsx';

export const rootRoute = createRootRoute();

/** Everything behind the sign-in stands under it. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!(error instanceof RequestError && error.status === 401)) throw error;
      const { data } = await call('GET /api/setup');
      throw data.needed ? redirect({ to: '/setup' }) : redirect({ to: '/sign-in', search: { to: location.href } });
    }
  },
});
