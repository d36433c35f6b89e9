import { useNavigate } from '@tanstack/react-router';
import { queryClient } from '../../api/index.ts';

/** Goes into the page after a sign-in, with nothing of whoever was there before. */
export function useEnter(): (to?: string) => void {
  const navigate = useNavigate();
  return (to = '/') => {
    queryClient.clear();
    void navigate({ href: to });
  };
}
