import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';

/** Where short messages appear: away from the jobs in the corner and the bar of a selection. */
export function Toasts() {
  return <Notifications position="top-center" />;
}
