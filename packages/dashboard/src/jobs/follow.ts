import { useSyncExternalStore } from 'react';

const storageKey = 'grabber-jobs';
const listeners = new Set<() => void>();
let followed: readonly number[] = remembered();

/** Shows this job in the corner of the page until it is closed there, also after a reload. */
export function followJob(id: number): void {
  set([...followed.filter((known) => known !== id), id]);
}

export function unfollowJob(id: number): void {
  set(followed.filter((known) => known !== id));
}

/** Ids of the jobs that are shown. */
export function useFollowed(): readonly number[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => followed,
  );
}

function set(next: readonly number[]) {
  followed = next;
  sessionStorage.setItem(storageKey, JSON.stringify(next));
  for (const listener of listeners) listener();
}

function remembered(): readonly number[] {
  try {
    const told: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(told) ? told.filter(Number.isSafeInteger) : [];
  } catch {
    return [];
  }
}
