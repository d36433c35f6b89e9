import { onDemand } from './on-demand.tsx';

/** Asks before something is removed. */
export const ConfirmDestructive = onDemand(async () => (await import('./confirm-dialog.tsx')).ConfirmDialog);
