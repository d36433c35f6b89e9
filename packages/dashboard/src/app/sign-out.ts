import { useNavigate } from '@tanstack/react-router';
import { call, queryClient } from '../api/index.ts';

/** Ends the sign-in of this browser and forgets everything that was read. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  return () => {
    void call('POST /api/sign-out')
      .catch(() => undefined)
      .then(() => navigate({ to: '/sign-in' }))
      .then(() => queryClient.clear());
  };
}
