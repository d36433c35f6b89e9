import type { SettingsChange } from '@grabber/contract';
import { useQuery } from '@tanstack/react-query';
import { read, useChange } from '../../api/index.ts';
import { sayDone } from '../../shared/index.ts';

/** The settings of the installation, and how to change some of them. */
export function useSettings() {
  const { data, error, refetch } = useQuery(read('GET /api/settings'));
  const change = useChange('PATCH /api/settings', {
    refreshes: ['GET /api/settings'],
    onDone: ({ message }) => sayDone(message),
  });
  return {
    settings: data?.data.settings,
    error: error ?? change.error,
    retry: refetch,
    isPending: change.isPending,
    save: (body: SettingsChange) => change.mutate({ body }),
  };
}
