import { useSyncExternalStore } from 'react';

let connected = true;
const listeners = new Set<() => void>();

/** Tells the page whether the stream of events runs. */
export function setConnected(now: boolean): void {
  if (connected === now) return;
  connected = now;
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Whether what happens on the server reaches this page now. */
export function useConnected(): boolean {
  return useSyncExternalStore(subscribe, () => connected);
}
