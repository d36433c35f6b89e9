import { notifications } from '@mantine/notifications';
import { useErrorTexts } from './error-notice.tsx';

/** Says in passing that something worked. */
export function sayDone(message: string): void {
  notifications.show({ message, color: 'brand' });
}

/** Says in passing what failed, for changes without a place of their own for it: `useChange(…)` with `{ onError: sayFailed }`. */
export function useSayFailed(): (error: unknown) => void {
  const say = useErrorTexts();
  return (error) => {
    const { title, next } = say(error);
    notifications.show({ title, message: next, color: 'red', autoClose: 10_000, role: 'alert' });
  };
}
