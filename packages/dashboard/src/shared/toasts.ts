import { useErrorTexts } from './error-notice.tsx';

/** Says in passing that something worked. */
export function sayDone(message: string): void {
  void show({ message, color: 'brand' });
}

/** Says in passing what failed, for changes without a place of their own for it: `change.mutate(…, { onError: sayFailed })`. */
export function useSayFailed(): (error: unknown) => void {
  const say = useErrorTexts();
  return (error) => {
    const { title, next } = say(error);
    void show({ title, message: next, color: 'red', autoClose: 10_000, role: 'alert' });
  };
}

async function show(toast: Parameters<typeof import('@mantine/notifications').showNotification>[0]): Promise<void> {
  const { showNotification } = await import('@mantine/notifications');
  showNotification(toast);
}
